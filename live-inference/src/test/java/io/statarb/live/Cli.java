package io.statarb.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.cli.CommandLineRunner;
import io.statarb.cli.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/** Runs commands in this JVM as the launcher would. */
public final class Cli {
  /** What a command printed and its exit code. */
  public record Result(int code, String out, String err) {
    /** Standard output as JSON. */
    public JsonNode json() {
      try {
        return Json.mapper().readTree(out);
      } catch (IOException e) {
        throw new UncheckedIOException("not one JSON object: " + out, e);
      }
    }
  }

  private Cli() {}

  /** Runs a command. */
  public static Result run(String... args) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream capturedOut = new ByteArrayOutputStream();
    ByteArrayOutputStream capturedErr = new ByteArrayOutputStream();
    System.setOut(new PrintStream(capturedOut, true, UTF_8));
    System.setErr(new PrintStream(capturedErr, true, UTF_8));
    try {
      int code = CommandLineRunner.run(new LiveMain(), args);
      return new Result(code, capturedOut.toString(UTF_8), capturedErr.toString(UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
