package io.statarb.depthbook;

class NaiveDepthBookTest extends DepthBookContract {
  @Override
  DepthBook book() {
    return new NaiveDepthBook();
  }
}
