package dev.runbook.action;

import dev.runbook.shell.output.OutputFilter;
import dev.runbook.value.MaskingStream;
import dev.runbook.value.Secrets;

/// Takes secrets out of output while it streams by, before a log or anyone sees it.
public record MaskedOutput(MaskingStream stream) implements OutputFilter.OfText {

    /// A filter for one stream.
    public static OutputFilter filter(Secrets secrets) {
        return OutputFilter.of(new MaskedOutput(secrets.mask().stream()));
    }

    @Override
    public String feed(String text) {
        return stream.feed(text);
    }

    @Override
    public String finish() {
        return stream.finish();
    }
}
