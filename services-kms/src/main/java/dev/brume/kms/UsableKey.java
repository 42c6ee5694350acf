package dev.brume.kms;

import dev.brume.kms.engine.KeyMaterial;
import dev.brume.kms.engine.KeyRecord;

/**
 * A key usable for the requested operation, at the time of the lookup.
 *
 * @param key the key
 * @param material its current material
 */
record UsableKey(KeyRecord key, KeyMaterial material) {}
