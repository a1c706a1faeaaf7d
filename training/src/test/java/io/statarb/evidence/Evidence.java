package io.statarb.evidence;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what a test shows of an estimator. {@code docs/estimators.md} is made of these, so that it
 * names no test that is not there.
 *
 * <p>The cases of a test are the rows of its {@code @CsvSource} or of its {@link #file}, else it is
 * one. Of rows that several estimators share, each belongs to the one whose name it begins with.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Repeatable(Evidence.Several.class)
public @interface Evidence {
  /** What a test holds an estimator to. */
  enum Kind {
    /** Numbers that somebody else printed: a paper, a book, the manual of a program. */
    PUBLISHED,
    /** Numbers that another program was run for. */
    PEER,
    /** A second formula, written in the test. */
    SECOND_FORMULA,
    /** Drawn worlds whose truth is known. */
    TRUTH
  }

  /** What it is about. */
  Estimator[] of();

  /** What it is held to. */
  Kind kind();

  /** Who published, or which program was run; empty for the other kinds. */
  String source() default "";

  /** CSV file below {@code io/statarb} whose rows are the cases. */
  String file() default "";

  /** More than one on a test. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @interface Several {
    /** Each. */
    Evidence[] value();
  }
}
