package io.statarb.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.statarb.engine.fixture.EveryBadHabit;
import io.statarb.pairs.fixture.ForeignWord;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The code is as drawn, and each rule sees what it is there to see. */
final class ArchitectureTest {
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.statarb");

  private static final JavaClasses BAD = new ClassFileImporter().importClasses(EveryBadHabit.class);

  /** Rules that the fixture breaks. */
  private static final List<ArchRule> HABITS =
      List.of(
          HouseRules.noResearchOnTheTradingSide(),
          HouseRules.clocksAreInjected(),
          HouseRules.chanceIsSeeded(),
          HouseRules.nobodySleeps());

  /** Rules on the whole, which one class cannot break. */
  private static final List<ArchRule> SHAPE =
      List.of(
          HouseRules.everyClassHasAnOwner(),
          HouseRules.packagesWithoutCycles(),
          HouseRules.noModelsInTheFeatureStore(),
          HouseRules.noTablesInTheExporter());

  @ParameterizedTest
  @EnumSource(ModuleMap.class)
  void shouldUseOnlyWhatIsDrawnBelow(ModuleMap module) {
    HouseRules.noForeignPackages(module).check(PRODUCT);
  }

  @TestFactory
  Stream<DynamicTest> shouldKeepTheHouseRules() {
    return Stream.concat(HABITS.stream(), SHAPE.stream())
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(PRODUCT)));
  }

  @TestFactory
  Stream<DynamicTest> shouldSeeAViolationWhenThereIsOne() {
    return HABITS.stream()
        .map(rule ->
            DynamicTest.dynamicTest(
                rule.getDescription(),
                () -> assertThat(rule.evaluate(BAD).hasViolation()).isTrue()));
  }

  @Test
  void shouldSeeAForeignPackageWhenTheEngineUsesOne() {
    JavaClasses bad = new ClassFileImporter().importClasses(EveryBadHabit.class, ForeignWord.class);
    assertThat(HouseRules.noForeignPackages(ModuleMap.LIVE).evaluate(bad).hasViolation()).isTrue();
  }

  @Test
  void shouldMarkEveryPackageForNullChecks() {
    List<String> unmarked =
        PRODUCT.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(owner -> !owner.getName().equals("io.statarb.tape.sbe"))
            .filter(owner -> !owner.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .sorted()
            .toList();
    assertThat(unmarked).isEmpty();
  }
}
