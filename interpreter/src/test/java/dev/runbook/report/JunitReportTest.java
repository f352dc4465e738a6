package dev.runbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.story.RunRecord;
import java.io.StringReader;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;

/// JUnit's XML, held against the shape that Jenkins and GitLab read.
final class JunitReportTest {

    @Test
    void everyStoryFitsTheSchema() throws Exception {
        Schema schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(JunitReportTest.class.getResource("/junit.xsd"));
        for (RunRecord run : List.of(Stories.succeeded(), Stories.rehearsed(), Stories.rolledBack(),
                Stories.partlyUndone(), Stories.recovered(), Stories.interrupted(), Stories.failed(),
                Stories.stopped())) {
            for (ReportOptions options : List.of(ReportOptions.DEFAULT, new ReportOptions(true, null, null))) {
                schema.newValidator().validate(new StreamSource(new StringReader(xml(run, options))));
            }
        }
    }

    @Test
    void aFailedCheckIsAFailureWithItsDifference() {
        assertThat(xml(Stories.rolledBack(), ReportOptions.DEFAULT)).contains(
                "<failure message=\"table: expected the table, found 1 row, which differs\" type=\"expectation\">",
                "- ix_partners_category_status_featured_sort | t\n+ ix_partners_category_status_featured_sort | f");
    }

    @Test
    void whatWasNotRunIsSkippedAndWhatWasCutOffIsAnError() {
        assertThat(xml(Stories.interrupted(), ReportOptions.DEFAULT)).contains("<skipped message=\"not run\"/>",
                "<error message=\"the run was cut off while this step was running\" type=\"cut-off\"></error>",
                "<testsuites name=\"partners-fk\" tests=\"9\" failures=\"0\" errors=\"1\"");
    }

    private static String xml(RunRecord run, ReportOptions options) {
        return Reports.render(run, Format.JUNIT, options);
    }
}
