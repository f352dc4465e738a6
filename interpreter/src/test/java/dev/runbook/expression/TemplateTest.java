package dev.runbook.expression;

import static dev.runbook.expression.CheckTest.passage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runbook.problem.Problem;
import dev.runbook.problem.Problems;
import dev.runbook.source.Span;
import dev.runbook.value.Type;
import dev.runbook.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    private static final Map<String, Value> SCOPE = Map.of("x", Value.of(7), "t", Value.of("a}}b"), "none",
            Value.Null.NULL, "took", Value.of(Duration.ofMinutes(5)), "list",
            Value.of(List.of(Value.of(1), Value.of(2))));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            plain text                           | plain text
            ``                                   | ``
            ${{ x }} chunks, ${{ x * 3 / 2 }} s  | 7 chunks, 10 s
            <${{t}}>                             | <a}}b>
            <${{ 'a}}b' }}>                      | <a}}b>
            <${{ "it's }}" }}>                   | <it's }}>
            <${{ 'a\\'}}' }}>                    | <a'}}>
            <${{ r'\\}}' }}>                     | <\\}}>
            <${{ {'a': {'b': x}}.a.b }}>         | <7>
            <${{ {'a': {'b': x}}}}>              | <{a: {b: 7}}>
            <${{ '''a'}}''' }}>                  | <a'}}>
            <${{ none }}>                        | <>
            <${{ took }}>                        | <5m>
            <${{ list }}>                        | <[1, 2]>
            $${{ x }}                            | ${{ x }}
            a $${{ x }} ${{ x }}                 | a ${{ x }} 7
            $x ${x} $${x} {{ x }} }}             | $x ${x} $${x} {{ x }} }}
            ${{ '${{' }}!                        | ${{!
            """)
    void valuesArePutIntoTheText(String text, String expected) throws ExpressionError {
        assertThat(parse(text).eval(Scope.of(SCOPE))).isEqualTo(Value.of(expected));
    }

    @Test
    void aTextThatIsOneWholeExpressionKeepsTheType() throws ExpressionError {
        assertThat(parse("${{ x }}").eval(Scope.of(SCOPE))).isEqualTo(Value.of(7));
        assertThat(parse("${{ list }}").eval(Scope.of(SCOPE))).isEqualTo(SCOPE.get("list"));
        assertThat(parse("${{ none }}").eval(Scope.of(SCOPE))).isEqualTo(Value.Null.NULL);
        assertThat(parse(" ${{ x }}").eval(Scope.of(SCOPE))).isEqualTo(Value.of(" 7"));
        assertThat(parse("${{ x }}${{ x }}").eval(Scope.of(SCOPE))).isEqualTo(Value.of("77"));
    }

    @Test
    void itsTypeIsKnownBeforeItsValue() {
        Names names = Names.none().with("x", Type.Simple.INT);
        Problems problems = new Problems();
        assertThat(parse("${{ x }}").check(names, problems)).isEqualTo(Type.Simple.INT);
        assertThat(parse("a ${{ x }}").check(names, problems)).isEqualTo(Type.Simple.TEXT);
        assertThat(parse("plain").check(names, problems)).isEqualTo(Type.Simple.TEXT);
        assertThat(problems.sorted()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a ${{ x           | ${{ | a ${{ without its }} | Close it with }}
            a ${{ x } b       | ${{ | a ${{ without its }} | Close it with }}
            ${{ }}            | ` ` | an empty expression  | Write for example
            ${{}}             | ``  | an empty expression  | Write for example
            a ${{ 'x }} b     | '   | a text that does not end | Close it with '
            a ${{ x + }} b    | ``  | the expression ends too early | Here should stand a value.
            a ${{ y }} b      | y   | unknown name "y"     | Known here: x.
            ${{ x }} ${{ x y }} | y | unexpected y         | an operator, or nothing more
            """)
    void aMistakeIsOneProblemAtItsPlace(String text, String place, String title, String advice) {
        Problems problems = new Problems();
        Template.parse(passage(text), problems).check(Names.none().with("x", Type.Simple.INT), problems);
        assertThat(problems.sorted()).hasSize(1);
        Problem problem = problems.sorted().getFirst();
        assertThat(problem.title()).isEqualTo(title);
        assertThat(problem.advice()).contains(advice);
        assertThat(Objects.requireNonNull(problem.place()).text()).isEqualTo(place);
    }

    @Test
    void everyPlaceholderIsFoundWhereNoneMayBe() {
        assertThat(Template.find(passage("SELECT ${{ a }}, '${{ '}}' }}' FROM ${{ t"))).extracting(Span::text)
                .containsExactly("${{ a }}", "${{ '}}' }}", "${{ t");
        assertThat(Template.find(passage("SELECT $${{1,2},{3,4}}$$::int[], ${x}, $1"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"${{", "${{ '", "${{ }", "${{ ${{ }}", "}}${{", "$${{", "$$${{ x }}", "${{ {{{{ }}",
            "${{ \" }}",
            "${{ ''' }}", "${{ r'\\' }}", "${{{{}}}}", "${{ // }}"})
    void oddTextsAreReadWithoutACrash(String text) throws ExpressionError {
        Problems problems = new Problems();
        Template template = Template.parse(passage(text), problems);
        assertThat(template.text()).isEqualTo(text);
        assertThat(Template.find(passage(text)).size()).isGreaterThanOrEqualTo(problems.isEmpty() ? 0 : 1);
    }

    @Test
    void manyOpenPlaceholdersTakeNoQuadraticTime() {
        Problems problems = new Problems();
        Template.parse(passage("${{ 'a ".repeat(20_000)), problems);
        assertThat(problems.hasErrors()).isTrue();
    }

    @Test
    void theTextIsBounded() {
        Map<String, Value> scope = Map.of("t", Value.of("x".repeat(600_000)));
        assertThat(failure(parse("${{ t }} ${{ t }}"), scope)).isEqualTo("the text is longer than 1000000 characters");
    }

    private static String failure(Template template, Map<String, Value> scope) {
        try {
            return template.eval(Scope.of(scope)).text();
        } catch (ExpressionError e) {
            return e.problem().title();
        }
    }

    private static Template parse(String text) {
        Problems problems = new Problems();
        Template template = Template.parse(passage(text), problems);
        assertThat(problems.sorted()).isEmpty();
        return template;
    }
}
