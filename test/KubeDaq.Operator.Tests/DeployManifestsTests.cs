namespace KubeDaq.Operator.Tests;

public sealed class DeployManifestsTests
{
    [Fact]
    public void Definitions_come_first_and_the_namespace_before_what_is_in_it()
    {
        var names = DeployManifests.All.Select(m => m.Key).ToList();

        Assert.StartsWith("crds/", names[0], StringComparison.Ordinal);
        Assert.True(names.IndexOf("00-namespace.yaml") < names.IndexOf("operator.yaml"));
        Assert.Contains("release-policy.yaml", names);
    }

    [Fact]
    public void What_a_cluster_may_do_without_is_not_installed_with_the_rest() =>
        Assert.DoesNotContain(DeployManifests.All, manifest => manifest.Key.StartsWith("console/", StringComparison.Ordinal) || manifest.Key.StartsWith("cvmfs/", StringComparison.Ordinal));

    [Fact]
    public void The_operator_may_neither_read_secrets_nor_do_everything()
    {
        var roles = DeployManifests.All.Single(m => m.Key == "operator.yaml").Value;

        Assert.DoesNotContain("secrets", roles, StringComparison.Ordinal);
        Assert.DoesNotContain("'*'", roles, StringComparison.Ordinal);
        Assert.DoesNotContain("escalate", roles, StringComparison.Ordinal);
    }
}
