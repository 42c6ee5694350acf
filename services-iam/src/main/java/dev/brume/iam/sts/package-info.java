/** AWS Security Token Service: its operations. What it stores is in the engine of IAM. */
package dev.brume.iam.sts;
