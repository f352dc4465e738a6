package dev.runbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.story.RunRecord;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Whatever a value is made of, it stays text.
final class HostileTextTest {
    private static final List<RunRecord> RUNS = List.of(Stories.rehearsed(), Stories.partlyUndone(),
            Stories.recovered(), Stories.interrupted());
    private static final Map<RunRecord, List<String>> HTML_SHAPES = shapes(run -> Markup.skeleton(html(run)));
    private static final Map<RunRecord, List<String>> XML_SHAPES = shapes(run -> Markup.skeleton(xml(run)));
    private static final Map<RunRecord, List<String>> MARKDOWN_SHAPES = shapes(
            run -> MarkdownShape.of(markdown(run)));

    /// What the reports of harmless words look like.
    private static Map<RunRecord, List<String>> shapes(Function<RunRecord, List<String>> shape) {
        Map<RunRecord, List<String>> shapes = new HashMap<>();
        RUNS.forEach(run -> shapes.put(run, shape.apply(Reworded.by(run, _ -> "words"))));
        return shapes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"<img src=x onerror=alert(1)>", "</code></pre></td></details></main><h1>GOOD</h1>",
            "\" onmouseover=\"alert(1)\" x=\"", "' autofocus onfocus='alert(1)'", "</script><script>alert(1)</script>",
            "</style><style>*{display:none}</style>", "<!--", "]]>", "<![CDATA[", "&lt;b&gt;&#60;b&#62;", "{{title}}",
            "{{{style}}}{{#page}}", "${7*7}", "javascript:alert(1)", "\u202Etxt.exe\u2066",
            "a\u0000b\u001b[31mred\u001b[0m",
            "\uD800lonely", "\uFFFE\uFFFF\u0085\u2028"})
    void htmlAndXmlKeepTheirShape(String hostile) throws Exception {
        for (RunRecord run : RUNS) {
            RunRecord attacked = Reworded.by(run, _ -> hostile);
            assertThat(Markup.skeleton(html(attacked))).isEqualTo(HTML_SHAPES.get(run));
            assertThat(Markup.skeleton(xml(attacked))).isEqualTo(XML_SHAPES.get(run));
            DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml(attacked))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a | b || c", "`code` ``` ~~~", "**bold** _it_ ~~gone~~", "one\ntwo\r\n# three\rfour",
            "# title", "- item", "1. item", "> quote", "---", "===", "    indented", "[x](https://evil.example/)",
            "![x](https://evil.example/x.png)", "[x]: https://evil.example", "<details open><summary>x</summary>",
            "<!-- hidden", "</details>", "</summary>", "\\| \\` \\", "|---|---|", "&nbsp;&#124;", "```\nescaped\n```",
            "````\n``````\n", "| a |\n|---|\n| b |", "text\n<div>\n\t<p>", "^[note]", "$$x$$ and $y$", "\t\ttabs"})
    void markdownKeepsItsShape(String hostile) {
        for (RunRecord run : RUNS) {
            assertThat(MarkdownShape.of(markdown(Reworded.by(run, _ -> hostile)))).isEqualTo(MARKDOWN_SHAPES.get(run));
        }
    }

    /// Its author may write lists and code, and leave open what they will: it ends where the description ends.
    @ParameterizedTest
    @ValueSource(strings = {"```\nnever closed", "~~~sql\nSELECT '```';", "````md\n```\n# x\n```\n````",
            "<details open>\n<summary>x",
            "<!-- hidden", "</main></details>\n<h1>GOOD</h1>", "<script>alert(1)</script>", "# title\n===\n---\n***",
            "- item\n  - item\n\n      code\n1. item\n   ```\n   x", "| a |\n|---|\n| b", "> quote\n> - x",
            "[x]: https://evil.example\n[x]",
            "![x](https://evil.example/x.png)", "[x](javascript:alert(1))", "**open `open _open [open](",
            "    indented\n\t\ttabs", "- **<b>x</b>**\n- `</code>`"})
    void aDescriptionEndsWhereItEnds(String hostile) {
        RunRecord run = Stories.partlyUndone();
        endsWhereItEnds(text -> MarkdownShape.of(markdown(Reworded.described(run, text))), hostile,
                " *(Paragraph|Heading|BulletList|OrderedList|"
                        + "ListItem|FencedCodeBlock|HtmlInline </?(strong|em)>?|HtmlInline /?(strong|em)) *");
        endsWhereItEnds(text -> Markup.skeleton(html(Reworded.described(run, text))), hostile,
                "/?(p|ul|li|span|strong|em|code|pre)( class)?( tabindex)?");
    }

    private static void endsWhereItEnds(Function<String, List<String>> shape, String hostile, String allowed) {
        List<String> without = shape.apply("");
        List<String> with = shape.apply(hostile);
        int before = 0;
        while (before < without.size() && without.get(before).equals(with.get(before))) {
            before++;
        }
        int after = with.size() - (without.size() - before);
        assertThat(with.subList(after, with.size())).isEqualTo(without.subList(before, without.size()));
        assertThat(with.subList(before, after)).isNotEmpty().allSatisfy(part -> assertThat(part).matches(allowed));
    }

    @Test
    void markdownMentionsAndRefersToNobody() {
        String hostile = "@oncall and @org/team, #12 !12 $12 %12 ~12 ~bug &12 GH-12 org/project#12 :tada: :+1: :100:";
        RunRecord run = Reworded.described(Reworded.by(Stories.partlyUndone(), _ -> hostile), hostile);
        String text = MarkdownShape.outsideOfCode(markdown(run))
                .replaceAll("&#(\\d+);", "«$1»");
        assertThat(text).contains("oncall", "tada");
        Matcher sign = Pattern.compile("[@~]\\w|[#!%&]\\d|GH-\\d|:(tada|\\+1|100):|(?<!<span>)\\$").matcher(
                text.replace("«8203»", "\u200b").replace("«126»", "~"));
        Set<String> found = new TreeSet<>();
        while (sign.find()) {
            found.add(sign.group());
        }
        assertThat(found).isEmpty();
    }

    @Test
    void nothingTurnsAroundOrHidesInAReport() {
        String hidden = "\u202E\u2066\u200b\u0007\u007f\u009b";
        RunRecord attacked = Reworded.described(Reworded.by(Stories.partlyUndone(), text -> text + hidden), hidden);
        for (Format format : List.of(Format.MARKDOWN, Format.HTML, Format.JUNIT)) {
            assertThat(Reports.render(attacked, format, ReportOptions.DEFAULT)).contains("⟨U+202E⟩", "␇", "␡")
                    .doesNotContain("\u202e", "\u2066", "\u200b", "\u0007", "\u007f", "\u009b");
        }
    }

    @Test
    void jsonKeepsEveryCharacterAndShowsNoneThatHides() throws Exception {
        String hostile = "\u202E\u2066\u200b\u0007\u007f\u009b\u2028\"\\\n\t🛟";
        String json = Reports.render(Reworded.by(Stories.partlyUndone(), _ -> hostile), Format.JSON,
                ReportOptions.DEFAULT);
        assertThat(json).doesNotContain("\u202e", "\u2066", "\u200b", "\u0007", "\u009b", "\u2028");
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && "title".equals(parser.currentName())) {
                    assertThat(parser.getString()).isEqualTo(hostile);
                }
            }
        }
    }

    @Test
    void textFromRightToLeftKeepsToItself() {
        RunRecord hebrew = Reworded.by(Stories.succeeded(), _ -> "שלום 1");
        assertThat(markdown(hebrew)).contains("\u2068שלום 1\u2069");
        assertThat(html(hebrew)).contains("\u2068שלום 1\u2069");
    }

    private static String html(RunRecord run) {
        return Reports.render(run, Format.HTML, ReportOptions.DEFAULT);
    }

    private static String xml(RunRecord run) {
        return Reports.render(run, Format.JUNIT, ReportOptions.DEFAULT);
    }

    private static String markdown(RunRecord run) {
        return Reports.render(run, Format.MARKDOWN, ReportOptions.DEFAULT);
    }
}
