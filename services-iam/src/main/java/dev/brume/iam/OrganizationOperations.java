package dev.brume.iam;

import dev.brume.core.error.AwsError;
import dev.brume.iam.api.DisableOrganizationsRootCredentialsManagementRequest;
import dev.brume.iam.api.DisableOrganizationsRootCredentialsManagementResponse;
import dev.brume.iam.api.DisableOrganizationsRootSessionsRequest;
import dev.brume.iam.api.DisableOrganizationsRootSessionsResponse;
import dev.brume.iam.api.EnableOrganizationsRootCredentialsManagementRequest;
import dev.brume.iam.api.EnableOrganizationsRootCredentialsManagementResponse;
import dev.brume.iam.api.EnableOrganizationsRootSessionsRequest;
import dev.brume.iam.api.EnableOrganizationsRootSessionsResponse;
import dev.brume.iam.api.GetOrganizationsAccessReportRequest;
import dev.brume.iam.api.GetOrganizationsAccessReportResponse;
import dev.brume.iam.api.IamErrors;
import dev.brume.iam.api.ListOrganizationsFeaturesRequest;
import dev.brume.iam.api.ListOrganizationsFeaturesResponse;
import dev.brume.iam.engine.IamAccount;

/**
 * Central root access, for accounts of organizations. There are no organizations here, so these
 * answer what AWS answers to an account that belongs to none.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html#id_root-user-access-management">Centrally
 *     manage root access for member accounts</a>
 */
final class OrganizationOperations {
  EnableOrganizationsRootCredentialsManagementResponse enableOrganizationsRootCredentialsManagement(
      IamAccount account, EnableOrganizationsRootCredentialsManagementRequest input) {
    throw noOrganization();
  }

  DisableOrganizationsRootCredentialsManagementResponse
      disableOrganizationsRootCredentialsManagement(
          IamAccount account, DisableOrganizationsRootCredentialsManagementRequest input) {
    throw noOrganization();
  }

  EnableOrganizationsRootSessionsResponse enableOrganizationsRootSessions(
      IamAccount account, EnableOrganizationsRootSessionsRequest input) {
    throw noOrganization();
  }

  DisableOrganizationsRootSessionsResponse disableOrganizationsRootSessions(
      IamAccount account, DisableOrganizationsRootSessionsRequest input) {
    throw noOrganization();
  }

  ListOrganizationsFeaturesResponse listOrganizationsFeatures(
      IamAccount account, ListOrganizationsFeaturesRequest input) {
    throw noOrganization();
  }

  /** No report can have been generated. */
  GetOrganizationsAccessReportResponse getOrganizationsAccessReport(
      IamAccount account, GetOrganizationsAccessReportRequest input) {
    throw LastAccessedOperations.noJob(input.jobId());
  }

  /** In the words of the API reference; those on the wire are not known. */
  private static AwsError noOrganization() {
    return IamErrors.organizationNotFoundException(
        "The request was rejected because no organization is associated with your account.");
  }
}
