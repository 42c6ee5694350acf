/** Topics and subscriptions, deterministic and without a wire. */
package dev.brume.sns.engine;
