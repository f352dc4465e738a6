package dev.runbook.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The skeleton of an HTML or XML text: its tags with the names of their attributes, in order, without any text.
final class Markup {
    private static final Pattern TAG = Pattern.compile("<(/?[!\\w-]+)((?:\\s+[^\\s\"'>/=]+(?:=\"[^\"<]*\")?)*)\\s*/?>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([^\\s\"'>/=]+)(?:=\"[^\"<]*\")?");

    private Markup() {}

    static List<String> skeleton(String text) {
        String plain = text.replaceAll("(?s)<style>.*?</style>", "<style></style>").replaceAll(
                "(?s)<script>.*?</script>", "<script></script>");
        List<String> skeleton = new ArrayList<>();
        int end = 0;
        for (Matcher tag = TAG.matcher(plain); tag.find(); end = tag.end()) {
            strays(plain.substring(end, tag.start()), skeleton);
            StringBuilder names = new StringBuilder(tag.group(1));
            for (Matcher name = ATTRIBUTE.matcher(tag.group(2)); name.find();) {
                names.append(' ').append(name.group(1));
            }
            skeleton.add(names.toString());
        }
        strays(plain.substring(end), skeleton);
        return skeleton;
    }

    /// What stands between tags must not look like the beginning of one.
    private static void strays(String between, List<String> skeleton) {
        if (between.indexOf('<') >= 0) {
            skeleton.add("stray: " + between.substring(between.indexOf('<')));
        }
    }
}
