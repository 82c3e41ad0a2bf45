package dev.sliprovider.gate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sliprovider.coverage.Coverage;
import java.util.List;

/** How complete the samples of an indicator are, for programs. */
final class CoverageMember {

    private CoverageMember() {}

    static void add(ObjectNode indicator, List<Coverage> all) {
        ObjectNode member = indicator.putObject("coverage");
        member.put("share", Coverage.share(all));
        var selectors = member.putArray("selectors");
        for (Coverage coverage : all) {
            ObjectNode selector = selectors.addObject();
            selector.put("selector", coverage.range().name());
            selector.put("seconds", coverage.range().range().toSeconds());
            selector.put("share", coverage.share());
            selector.put("series", coverage.series());
            selector.put("samples", coverage.samples());
            selector.set("gaps", count(selector, coverage.gaps()));
            selector.set("began", count(selector, coverage.began()));
            selector.set("ended", count(selector, coverage.ended()));
            selector.set("resets", count(selector, coverage.resets()));
        }
    }

    private static ObjectNode count(ObjectNode factory, Coverage.Count count) {
        ObjectNode node = factory.objectNode().put("times", count.times()).put("series", count.series());
        return count.longest().isZero()
                ? node
                : node.put("longestSeconds", count.longest().toSeconds());
    }
}
