/** The IAM and STS state of an account, and AWS's rules for it; independent of protocols. */
package dev.brume.iam.engine;
