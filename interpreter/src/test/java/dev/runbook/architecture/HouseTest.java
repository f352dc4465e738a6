package dev.runbook.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The plan of the house: imports point down, and each library has one importer. There is no list of exceptions.
class HouseTest {
    /// From the cellar to the roof; rooms on one floor do not know each other.
    private static final List<List<String>> FLOORS = List.of(
            List.of("source"),
            List.of("problem"),
            List.of("value"),
            List.of("expression", "jsonpath", "sql", "table", "yaml", "shell", "sandbox"),
            List.of("database", "evidence", "schema", "http"),
            List.of("script", "reading", "dump", "catalog", "watch", "settle"),
            List.of("check", "lockwait"),
            List.of("backfill"),
            List.of("action"),
            List.of("model", "story"),
            List.of("load", "plan"),
            List.of("run", "journal", "console", "report"),
            List.of("cli"));

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.runbook");

    @Test
    void importsPointDown() {
        for (int floor = 0; floor < FLOORS.size(); floor++) {
            for (String room : FLOORS.get(floor)) {
                noClasses().that().resideInAPackage(inside(room)).should().dependOnClassesThat()
                        .resideInAnyPackage(notBelow(floor, room)).allowEmptyShould(true).check(HOUSE);
            }
        }
    }

    @Test
    void everyRoomHasAFloor() throws IOException {
        List<String> known = FLOORS.stream().flatMap(List::stream).toList();
        try (Stream<Path> rooms = Files.list(Path.of("src/main/java/dev/runbook"))) {
            assertThat(rooms.map(room -> room.getFileName().toString())).allMatch(known::contains);
        }
    }

    @Test
    void eachLibraryHasOneImporter() {
        imported("org.snakeyaml..", "yaml");
        imported("com.networknt..", "schema");
        imported("org.postgresql..", "database");
        imported("com.github.mustachejava..", "report");
        imported("picocli..", "cli");
    }

    @Test
    void onlyTheCommandLineTouchesStandardOutput() {
        noClasses().that().resideOutsideOfPackage(inside("cli")).should().accessField(System.class, "out")
                .orShould().accessField(System.class, "err").check(HOUSE);
    }

    @Test
    void noFileIsAHall() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<String> halls = new ArrayList<>();
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                if (Files.readAllLines(file).size() > 300) {
                    halls.add(file.toString());
                }
            }
            assertThat(halls).as("files of more than 300 lines").isEmpty();
        }
    }

    private static void imported(String library, String room) {
        classes().that().resideInAPackage("dev.runbook..").and().resideOutsideOfPackage(inside(room)).should()
                .onlyDependOnClassesThat().resideOutsideOfPackage(library).check(HOUSE);
    }

    private static String inside(String room) {
        return "dev.runbook." + room + "..";
    }

    /// The rooms above and, except the room itself, those beside.
    private static String[] notBelow(int floor, String room) {
        return FLOORS.subList(floor, FLOORS.size()).stream().flatMap(List::stream).filter(other -> !other.equals(room))
                .map(HouseTest::inside).toArray(String[]::new);
    }

    @Test
    void floorsNameEachRoomOnce() {
        List<String> rooms = FLOORS.stream().flatMap(List::stream).toList();
        assertThat(rooms).doesNotHaveDuplicates();
        assertThat(Arrays.asList(notBelow(FLOORS.size() - 1, "cli"))).isEmpty();
    }
}
