package dev.brume.kms;

import dev.brume.kms.engine.KeyMaterial;
import dev.brume.kms.engine.KeyRecord;

/**
 * A key that may do what is asked for, as it was when it was looked at.
 *
 * @param key the key
 * @param material its current material
 */
record UsableKey(KeyRecord key, KeyMaterial material) {}
