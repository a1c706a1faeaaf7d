/**
 * The DAGs in a real Airflow: each test drives the virtual environment by commands, as a person
 * would, with a metadata database of its own. Commands are bounded in time and end with their
 * descendants. Single-threaded.
 */
@NullMarked
package io.statarb.dags;

import org.jspecify.annotations.NullMarked;
