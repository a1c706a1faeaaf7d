package io.statarb.hostile;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * Fuzzes all fuzz tests of a module in turn, each in a JVM of its own, as Jazzer wants it, and for
 * the same time. An input that breaks a promise is kept beside the recorded ones, so that the next
 * build fails on it.
 *
 * <pre>
 *   FuzzRun SECONDS [PATTERN]                all of them, or those whose Class.method matches
 *   FuzzRun --one CLASS METHOD PARAMETERS    that one, in this JVM
 * </pre>
 */
public final class FuzzRun {
  private static final Pattern PROGRESS = Pattern.compile("#\\d+\\s+(DONE|pulse|NEW|REDUCE).*");

  private FuzzRun() {}

  /** Exit code 1 when anything was found. */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args[0].equals("--one")) {
      System.exit(one(args[1], args[2], args[3]) ? 0 : 1);
    }
    int seconds = Integer.parseInt(args[0]);
    Pattern wanted = Pattern.compile(args.length > 1 ? args[1] : ".*");
    List<Method> tests =
        fuzzTests(Path.of("target", "test-classes")).stream()
            .filter(test -> wanted.matcher(name(test)).find())
            .toList();
    int found = 0;
    for (Method test : tests) {
      found += fuzz(test, seconds) ? 0 : 1;
    }
    System.out.printf("%d fuzz tests of %d s, %d with findings%n", tests.size(), seconds, found);
    System.exit(found == 0 && !tests.isEmpty() ? 0 : 1);
  }

  /** Lets JUnit run a fuzz test; whether it passed. */
  private static boolean one(String type, String method, String parameters) {
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectMethod(type, method, parameters))
                .build(),
            summary);
    summary.getSummary().getFailures().forEach(failure -> failure.getException().printStackTrace());
    return summary.getSummary().getTestsFoundCount() > 0
        && summary.getSummary().getTotalFailureCount() == 0;
  }

  private static boolean fuzz(Method test, int seconds) throws IOException, InterruptedException {
    Path log = Path.of("target", "fuzz", name(test) + ".log");
    Files.createDirectories(Objects.requireNonNull(log.getParent()));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Path.of(System.getProperty("statarb.home"), ".mvn", "jvm", "common.opts"));
    // The memory that a test has in the build.
    command.addAll(List.of("-Xmx1g", "-XX:+EnableDynamicAgentLoading", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(FuzzRun.class.getName(), "--one"));
    command.add(test.getDeclaringClass().getName());
    command.add(test.getName());
    command.add(parameters(test));
    ProcessBuilder process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    process.environment().put("JAZZER_FUZZ", "1");
    process.environment().put("JAZZER_MAX_DURATION", seconds + "s");
    boolean passed = process.start().waitFor() == 0;
    System.out.printf(
        "%-6s %s: %s%n", passed ? "ok" : "FOUND", name(test), passed ? last(log) : "see " + log);
    return passed;
  }

  private static String last(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
      return lines.filter(line -> PROGRESS.matcher(line).matches()).reduce("", (_, b) -> b);
    }
  }

  private static String name(Method test) {
    return test.getDeclaringClass().getSimpleName() + "." + test.getName();
  }

  private static String parameters(Method test) {
    return String.join(
        ",", Arrays.stream(test.getParameterTypes()).map(Class::getTypeName).toList());
  }

  private static List<Method> fuzzTests(Path classes) throws IOException {
    List<Method> tests = new ArrayList<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file :
          files.filter(f -> f.toString().endsWith("FuzzTest.class")).sorted().toList()) {
        String path = classes.relativize(file).toString();
        tests.addAll(fuzzTests(path.substring(0, path.length() - ".class".length())));
      }
    }
    return tests;
  }

  private static List<Method> fuzzTests(String path) {
    try {
      Class<?> type = Class.forName(path.replace(File.separatorChar, '.'));
      return Arrays.stream(type.getDeclaredMethods())
          .filter(method -> method.isAnnotationPresent(FuzzTest.class))
          .sorted((a, b) -> a.getName().compareTo(b.getName()))
          .toList();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("Invariant: the class file has its class", e);
    }
  }
}
