package io.statarb.feeds;

import io.statarb.cli.CommandLineRunner;

/** The feed commands as a process of their own. */
final class FeedProcess {
  private FeedProcess() {}

  public static void main(String[] args) {
    System.exit(CommandLineRunner.run(new FeedCommand(), args));
  }
}
