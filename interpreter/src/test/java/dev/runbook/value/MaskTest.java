package dev.runbook.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {
    private static final String NASTY = "p'a\"s\\s $(rm -rf) `x` <é&€> 100%/+;\t";

    @Test
    void aSecretIsHiddenAndTheTextAroundItStays() {
        assertThat(mask("hunter2").mask("login as app/hunter2 on db1")).isEqualTo("login as app/*** on db1");
    }

    @Test
    void aTextWithoutSecretsIsTheSameObject() {
        String text = "nothing to see here";
        assertThat(mask("hunter2").mask(text)).isSameAs(text);
        assertThat(Mask.none().mask(text)).isSameAs(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "it's", "a\"b\"c", "back\\slash", "two words", "täöü€😀", "$(id)`id`",
            "a/b+c=d?e&f#g",
            "100%", "<script>", "tab\there", "line one\nline two", NASTY, "'''", "\\\\\\"})
    void everyWrittenFormIsHidden(String secret) {
        Mask mask = mask(secret);
        for (String form : written(secret)) {
            assertThat(mask.mask("before " + form + " after")).as(form).isEqualTo("before *** after");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "hunter2", "pass word!", NASTY, "ÿÿÿÿ", ">>>>????"})
    void base64IsHiddenWhereverTheSecretStandsInIt(String secret) {
        Mask mask = mask(secret);
        Random random = new Random(secret.hashCode());
        for (int i = 0; i < 300; i++) {
            byte[] before = bytes(random, random.nextInt(9));
            byte[] after = bytes(random, random.nextInt(9));
            String masked = mask.mask(Base64.getEncoder().encodeToString(joined(before, secret, after)));
            assertThat(masked).contains(Mask.TOKEN);
            assertThat(masked.length()).as(masked).isLessThanOrEqualTo((before.length + after.length) * 4 / 3 + 8);
        }
    }

    @Test
    void noBitOfTheSecretStaysInBase64() {
        // With everything but the secret fixed, what is left must not depend on the secret.
        for (int shift = 0; shift < 3; shift++) {
            byte[] before = "xyz".substring(0, shift).getBytes(StandardCharsets.UTF_8);
            String one = Base64.getEncoder().encodeToString(joined(before, "AAAAAAA", new byte[]{1, 2}));
            String two = Base64.getEncoder().encodeToString(joined(before, "~~~~~~~", new byte[]{1, 2}));
            assertThat(mask("AAAAAAA").mask(one)).isEqualTo(mask("~~~~~~~").mask(two));
        }
    }

    @Test
    void theLongestSecretWinsAndOverlappingOnesBecomeOne() {
        Mask mask = mask("abcd", "abcdefgh", "ghij");
        assertThat(mask.mask("xabcdefghx")).isEqualTo("x***x");
        assertThat(mask.mask("xabcdefghijx")).isEqualTo("x***x");
        assertThat(mask.mask("xabcdx")).isEqualTo("x***x");
        assertThat(mask.mask("abcdghij")).isEqualTo("******");
        assertThat(mask("aaa").mask("aaaaaaa!")).isEqualTo("***!");
    }

    @Test
    void eachLineOfASecretIsHidden() {
        String key = "-----BEGIN KEY-----\nMIIEvQIBADANBg\r\n  kqhkiG9w0BAQEF\nab\n-----END KEY-----\n";
        Mask mask = mask(key);
        assertThat(mask.mask("<" + key + ">")).isEqualTo("<***>");
        assertThat(mask.mask("1: kqhkiG9w0BAQEF\n2: MIIEvQIBADANBg")).isEqualTo("1: ***\n2: ***");
        assertThat(mask.mask("ab is too short a line")).isEqualTo("ab is too short a line");
    }

    @Test
    void aTextOfLessThanThreeCharactersIsRefusedAsASecret() {
        Secrets secrets = new Secrets();
        assertThat(secrets.add("ab")).isFalse();
        assertThat(secrets.add("")).isFalse();
        assertThat(secrets.add("abc")).isTrue();
        assertThat(secrets.mask().mask("ab abc")).isEqualTo("ab ***");
    }

    @Test
    void valuesAreMaskedInAllTheirDepth() {
        Mask mask = mask("hunter2", "4711");
        Value value = Value.of(Map.of("password", Value.of("hunter2"), "list",
                Value.of(List.of(Value.of("x hunter2"), Value.of(4711), Value.of(true), Value.of(Duration.ofSeconds(1)),
                        Value.Null.NULL, Value.of(1.5))),
                "hunter2", Value.of(Map.of("deep", Value.of(-47110)))));
        assertThat(mask.mask(value)).isEqualTo(Value.of(Map.of("password", Value.of("***"), "list",
                Value.of(List.of(Value.of("x ***"), Value.of("***"), Value.of(true), Value.of(Duration.ofSeconds(1)),
                        Value.Null.NULL, Value.of(1.5))),
                "***", Value.of(Map.of("deep", Value.of("-***0"))))));
    }

    @Test
    void fieldsWhoseNamesAreSecretsStayApart() {
        Value masked = mask("first", "second").mask(Value.of(Map.of("first", Value.of(1), "second", Value.of(2))));
        assertThat(((Value.Dictionary) masked).fields()).containsOnlyKeys("***", "***(2)");
    }

    @Test
    void aSecretCutAnywhereIsMaskedInAStream() {
        Mask mask = mask("hunter2", "2 in", NASTY);
        String text = "say hunter2 in " + NASTY + " and " + Base64.getEncoder().encodeToString(("x" + NASTY).getBytes(
                StandardCharsets.UTF_8)) + "\nhunter";
        String whole = mask.mask(text);
        for (int cut = 0; cut <= text.length(); cut++) {
            MaskingStream stream = mask.stream();
            String streamed = stream.feed(text.substring(0, cut)) + stream.feed(text.substring(cut)) + stream.finish();
            assertThat(streamed).isEqualTo(whole);
        }
        assertThat(whole).endsWith("\nhunter").doesNotContain("hunter2");
    }

    @Test
    void randomTextsAreMaskedAlikeWholeAndInPieces() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            List<String> secrets = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                secrets.add(word(random, 3 + random.nextInt(5)));
            }
            Mask mask = mask(secrets.toArray(String[]::new));
            String text = word(random, random.nextInt(200));
            String masked = mask.mask(text);
            assertThat(inPieces(mask, text, random)).isEqualTo(masked);
            assertThat(secrets).noneMatch(masked::contains);
            assertThat(mask.mask(masked)).isEqualTo(masked);
        }
    }

    @Test
    void whatCanBeShownIsShownAtOnce() {
        MaskingStream stream = mask("hunter2").stream();
        assertThat(stream.feed("line one\n")).isEqualTo("line one\n");
        assertThat(stream.feed("say hunt")).isEqualTo("say ");
        assertThat(stream.feed("ing\n")).isEqualTo("hunting\n");
        assertThat(stream.feed("hunter2")).isEqualTo("");
        assertThat(stream.finish()).isEqualTo("***");
    }

    @Test
    void memoryStaysBoundedWhenSecretsFollowOneAnother() {
        MaskingStream stream = mask("aaa").stream();
        long shown = 0;
        for (int i = 0; i < 2_000; i++) {
            shown += stream.feed("a".repeat(10_000)).length();
        }
        assertThat(shown + stream.finish().length()).isEqualTo(3);
    }

    @Test
    void manySecretsInALongTextTakeLinearTime() {
        Random random = new Random(3);
        String[] secrets = new String[100];
        for (int i = 0; i < secrets.length; i++) {
            secrets[i] = "s" + i + HexFormat.of().formatHex(bytes(random, 16));
        }
        String text = ("a line of the log, " + secrets[42] + "\n").repeat(100_000);
        long start = System.nanoTime();
        String masked = mask(secrets).mask(text);
        assertThat(masked).isEqualTo("a line of the log, ***\n".repeat(100_000));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aSecretOfTenKilobytesIsHidden() {
        String secret = HexFormat.of().formatHex(bytes(new Random(1), 5_000)) + "'\\\"";
        assertThat(mask(secret).mask("x" + secret.replace("'", "''") + "y")).isEqualTo("x***y");
    }

    @Test
    void aMaskKnowsTheSecretsAddedBeforeIt() {
        Secrets secrets = new Secrets();
        secrets.add("first");
        Mask early = secrets.mask();
        assertThat(secrets.mask()).isSameAs(early);
        secrets.add("second");
        assertThat(early.mask("first second")).isEqualTo("*** second");
        assertThat(secrets.mask().mask("first second")).isEqualTo("*** ***");
    }

    private static Mask mask(String... texts) {
        Secrets secrets = new Secrets();
        for (String text : texts) {
            assertThat(secrets.add(text)).isTrue();
        }
        return secrets.mask();
    }

    private static List<String> written(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        String slashes = secret.replace("\\", "\\\\");
        String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        String json = ValueJson.write(Value.of(secret));
        return List.of(secret, secret.replace("'", "''"), slashes.replace("'", "''"), slashes.replace("'", "\\'"),
                secret.replace("\"", "\"\""), secret.replace("'", "'\\''"), url, url.replace("+", "%20"),
                url.replace("*", "%2A").replace("+", "%20").replace("%7E", "~"), json.substring(1, json.length() - 1),
                Base64.getEncoder().encodeToString(bytes), Base64.getUrlEncoder().encodeToString(bytes),
                Base64.getEncoder().withoutPadding().encodeToString(bytes), HexFormat.of().formatHex(bytes));
    }

    private static String inPieces(Mask mask, String text, Random random) {
        MaskingStream stream = mask.stream();
        StringBuilder out = new StringBuilder();
        for (int at = 0; at < text.length();) {
            int end = Math.min(text.length(), at + 1 + random.nextInt(7));
            out.append(stream.feed(text.substring(at, end)));
            at = end;
        }
        return out.append(stream.finish()).toString();
    }

    private static String word(Random random, int length) {
        StringBuilder word = new StringBuilder();
        while (word.length() < length) {
            word.append("ab'\\ ".charAt(random.nextInt(5)));
        }
        return word.toString();
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] joined(byte[] before, String secret, byte[] after) {
        byte[] middle = secret.getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[before.length + middle.length + after.length];
        System.arraycopy(before, 0, all, 0, before.length);
        System.arraycopy(middle, 0, all, before.length, middle.length);
        System.arraycopy(after, 0, all, before.length + middle.length, after.length);
        return all;
    }
}
