/** Parameters and their versions; knows no protocol. */
package dev.brume.ssm.engine;
