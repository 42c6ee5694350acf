/** AWS Identity and Access Management: its operations, and its directory of callers. */
package dev.brume.iam;
