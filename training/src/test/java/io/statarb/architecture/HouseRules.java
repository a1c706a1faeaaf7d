package io.statarb.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/** The rules that the whole code keeps. */
final class HouseRules {
  /** Spark, Delta, Scala and Smile, and what Smile opens: none of it may reach the trading side. */
  private static final String[] RESEARCH = {
    "org.apache.spark..", "io.delta..", "scala..", "smile..", "org.bytedeco.."
  };

  private HouseRules() {}

  static ArchRule noForeignPackages(ModuleMap module) {
    return noClasses()
        .that()
        .resideInAnyPackage(module.packages())
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(module.foreignPackages())
        .because("dependencies point one way: " + module + " may use only what is drawn below it")
        .allowEmptyShould(true);
  }

  static ArchRule everyClassHasAnOwner() {
    List<String> owned = new ArrayList<>();
    for (ModuleMap module : ModuleMap.values()) {
      owned.addAll(Arrays.asList(module.packages()));
    }
    return classes()
        .should()
        .resideInAnyPackage(owned.toArray(String[]::new))
        .because("each package belongs to one module; a new one is entered in ModuleMap");
  }

  static ArchRule noResearchOnTheTradingSide() {
    List<String> trading = new ArrayList<>();
    for (ModuleMap module :
        List.of(
            ModuleMap.INGEST,
            ModuleMap.KERNELS,
            ModuleMap.BUNDLE,
            ModuleMap.EXECUTION,
            ModuleMap.LIVE)) {
      trading.addAll(Arrays.asList(module.packages()));
    }
    return noClasses()
        .that()
        .resideInAnyPackage(trading.toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(RESEARCH)
        .because("only the bundle crosses from research to production");
  }

  static ArchRule noModelsInTheFeatureStore() {
    return noClasses()
        .that()
        .resideInAnyPackage(ModuleMap.OFFLINE.packages())
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("smile..")
        .because("the feature store knows no models");
  }

  static ArchRule noTablesInTheExporter() {
    return noClasses()
        .that()
        .resideInAnyPackage(ModuleMap.SMILE.packages())
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "io.delta..")
        .because("the exporter turns one fitted model into one graph");
  }

  /** Clocks are injected; a main reads the machine's once and hands it down. */
  static ArchRule clocksAreInjected() {
    return noClasses()
        .that(
            DescribedPredicate.not(resideInAPackage("io.statarb.time.."))
                .and(DescribedPredicate.not(nameMatching(".*Main(\\$.*)?"))))
        .should()
        .callMethodWhere(readsAClock())
        .because("time comes from io.statarb.time, so that a run can be replayed");
  }

  static ArchRule chanceIsSeeded() {
    return noClasses()
        .should()
        .callConstructor(Random.class)
        .orShould()
        .callMethodWhere(
            target(
                "unseeded chance",
                access ->
                    is(access, "java.lang.Math", "random")
                        || is(access, "java.util.concurrent.ThreadLocalRandom", "current")
                        || is(access, "java.util.random.RandomGenerator", "getDefault")
                        || is(access, "java.util.UUID", "randomUUID")))
        .because("the same seed gives the same bytes");
  }

  static ArchRule nobodySleeps() {
    return noClasses()
        .should()
        .callMethodWhere(target("Thread.sleep", access -> is(access, "java.lang.Thread", "sleep")))
        .because("a duty cycle idles by its idle strategy; a test waits for an event");
  }

  static ArchRule packagesWithoutCycles() {
    return slices().matching("io.statarb.(*)..").should().beFreeOfCycles();
  }

  private static DescribedPredicate<JavaCall<?>> readsAClock() {
    return target(
        "a clock of the machine",
        access ->
            is(access, "java.lang.System", "nanoTime")
                || is(access, "java.lang.System", "currentTimeMillis")
                || (access.getOwner().getPackageName().equals("java.time")
                    && access.getName().equals("now"))
                || (is(access, "java.time.Clock", "systemUTC")
                    || is(access, "java.time.Clock", "systemDefaultZone")
                    || is(access, "java.time.Clock", "system")));
  }

  private static DescribedPredicate<JavaCall<?>> target(
      String description, Predicate<AccessTarget> test) {
    return DescribedPredicate.describe(description, call -> test.test(call.getTarget()));
  }

  private static boolean is(AccessTarget target, String owner, String name) {
    return target.getOwner().getName().equals(owner) && target.getName().equals(name);
  }
}
