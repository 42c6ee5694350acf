/** Secrets and their versions, independent of protocols. */
package dev.brume.secretsmanager.engine;
