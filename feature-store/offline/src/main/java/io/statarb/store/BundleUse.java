package io.statarb.store;

/**
 * A registered bundle that needs a service as it was when its models were trained.
 *
 * @param bundle sha256 of the bundle
 * @param service the service
 * @param schemaHash its schema hash then
 */
public record BundleUse(String bundle, String service, String schemaHash) {}
