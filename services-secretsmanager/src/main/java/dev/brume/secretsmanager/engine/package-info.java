/** Secrets and their versions; knows no protocol. */
package dev.brume.secretsmanager.engine;
