/** Keys, their material and their cryptography; independent of protocols. */
package dev.brume.kms.engine;
