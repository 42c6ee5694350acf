/** Parameters and documents with their versions; knows no protocol. */
package dev.brume.ssm.engine;
