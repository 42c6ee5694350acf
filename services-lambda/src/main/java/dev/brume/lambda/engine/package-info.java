/** Functions, versions, aliases and layers as they are stored. */
package dev.brume.lambda.engine;
