package dev.sliprovider.supply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sliprovider.nats.VerifyingDataPort;
import dev.sliprovider.supply.NativeRegistrations.Need;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativeRegistrationsTest {

    @Test
    void commands_services_and_what_libraries_create_need_a_registration() throws IOException {
        assertThat(NativeRegistrations.needs(Path.of("target/classes")))
                .extracting(Need::className)
                .contains(
                        "dev.sliprovider.cli.Cli",
                        "dev.sliprovider.cli.Cli$Version",
                        "dev.sliprovider.cli.GetSliOptions",
                        "dev.sliprovider.cli.ServeCommand",
                        "dev.sliprovider.keptnapi.BlankVariables",
                        VerifyingDataPort.class.getName());
    }

    @Test
    void a_class_that_is_not_registered_and_members_that_are_not_are_named() throws IOException {
        JsonNode registered = new ObjectMapper().readTree("""
                [{"name": "a.Whole", "allDeclaredConstructors": true}, {"name": "a.Part", "allDeclaredFields": true}]""");

        assertThat(NativeRegistrations.missing(
                        List.of(
                                new Need("a.Whole", "read", List.of("allDeclaredConstructors")),
                                new Need("a.Part", "read", List.of("allDeclaredFields", "allDeclaredMethods")),
                                new Need("a.None", "created", List.of("allDeclaredConstructors"))),
                        registered))
                .containsExactly(
                        "  a.Part: no allDeclaredMethods, but it is read",
                        "  a.None: no allDeclaredConstructors, but it is created");
    }
}
