/** Keys, their material and what is done with them; knows no protocol. */
package dev.brume.kms.engine;
