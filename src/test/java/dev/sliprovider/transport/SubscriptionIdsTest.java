package dev.sliprovider.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sliprovider.keptn.ExampleEvent;
import dev.sliprovider.keptn.KeptnEvent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionIdsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                   | a   | {'temporaryData':{'distributor':{'subscriptionID':'a','subscriptionIDs':['a']}}}
            {}                                                   | a,b | {'temporaryData':{'distributor':{'subscriptionID':'a','subscriptionIDs':['a','b']}}}
            {'temporaryData':7}                                  | a   | {'temporaryData':{'distributor':{'subscriptionID':'a','subscriptionIDs':['a']}}}
            {'temporaryData':{'x':1,'distributor':{'y':2}}}      | a   | {'temporaryData':{'x':1,'distributor':{'y':2,'subscriptionID':'a','subscriptionIDs':['a']}}}
            {'temporaryData':{'distributor':{'subscriptionID':'z'}}} | `` | {'temporaryData':{'distributor':{'subscriptionID':'z'}}}
            """)
    void the_data_names_the_subscriptions_that_keptn_knows(String data, String ids, String expected) {
        KeptnEvent event = ExampleEvent.withData(data);
        List<Subscription> matching = Arrays.stream(ids.split(","))
                .map(id -> new Subscription(id, ">", List.of(), List.of(), List.of()))
                .toList();

        KeptnEvent named = SubscriptionIds.add(event, matching);

        JsonNode wanted = ExampleEvent.json(expected);
        assertThat((JsonNode) named.data()).isEqualTo(wanted);
        assertThat(event).as("it may be with other work already").isEqualTo(ExampleEvent.withData(data));
    }
}
