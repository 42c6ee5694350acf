/** AWS Security Token Service: its operations. Its state is in IAM's engine. */
package dev.brume.iam.sts;
