using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.Partitions;

/// <summary>What a user sees of mistakes and broken surroundings: one clear line, what to do, and an exit code.</summary>
public sealed class BadInput(TestCluster cluster)
{
    [Fact]
    public async Task A_file_that_is_not_a_partition_is_refused_before_anything_is_sent()
    {
        var refused = await ApplyAsync("just: text\n");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("apiVersion", refused.Err);
        Assert.DoesNotContain("   at ", refused.Err);
    }

    [Fact]
    public async Task All_mistakes_of_a_file_are_told_at_once_with_their_fields()
    {
        var refused = await ApplyAsync("""
            apiVersion: dune.daq/v1alpha1
            kind: Partition
            metadata: {name: Wrong_Name}
            spec:
              applications:
              - name: readout
                cards: [{name: apa001}, {name: apa001}]
                startAfter: [nobody]
                template: {spec: {containers: [{name: a, image: b}]}}
            """);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("metadata.name", refused.Err);
        Assert.Contains("spec.applications[0].cards[1]", refused.Err);
        Assert.Contains("spec.applications[0].startAfter[0]", refused.Err);
    }

    [Fact]
    public async Task A_cluster_that_does_not_answer_is_told_in_one_line()
    {
        var folder = Directory.CreateTempSubdirectory("kubedaq-unreachable-");
        var kubeconfig = await KubeconfigAsync(folder, "https://127.0.0.1:1");
        var refused = await Command.RunAsync(Executables.Kubedaq, ["get", "partitions", "--kubeconfig", kubeconfig]);
        folder.Delete(recursive: true);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("https://127.0.0.1:1", refused.Err);
        Assert.Single(refused.Err.Trim().Split('\n'));
    }

    [Fact]
    public async Task Credentials_that_are_no_longer_good_are_told_in_one_line()
    {
        TestCluster.NeedsKubectl();
        var folder = Directory.CreateTempSubdirectory("kubedaq-expired-");
        var kubeconfig = Path.Combine(folder.FullName, "config");
        var raw = (await cluster.KubectlAsync("config", "view", "--raw", "-o", "json")).Succeeded().Out;
        var config = System.Text.Json.Nodes.JsonNode.Parse(raw)!;
        config["users"]![0]!["user"] = new System.Text.Json.Nodes.JsonObject { ["token"] = "no-longer-good" };
        await File.WriteAllTextAsync(kubeconfig, config.ToJsonString(), TestContext.Current.CancellationToken);

        var refused = await Command.RunAsync(Executables.Kubedaq, ["get", "partitions", "--kubeconfig", kubeconfig]);
        folder.Delete(recursive: true);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("credentials", refused.Err);
        Assert.DoesNotContain("no-longer-good", refused.All);
        Assert.Single(refused.Err.Trim().Split('\n'));
    }

    [Fact]
    public async Task All_mistakes_of_a_hosts_file_are_told_at_once_with_their_fields()
    {
        var folder = Directory.CreateTempSubdirectory("kubedaq-hosts-");
        var hosts = Path.Combine(folder.FullName, "hosts.yaml");
        await File.WriteAllTextAsync(hosts, "hosts: [{nam: daq2}, {name: Bad_Name}]", TestContext.Current.CancellationToken);

        var refused = await Command.RunAsync(Executables.Kubedaq, ["sandbox", "--dir", folder.FullName, "--hosts", hosts]);
        folder.Delete(recursive: true);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("hosts[0].nam", refused.Err);
        Assert.Contains("hosts[1].name", refused.Err);
        Assert.DoesNotContain("   at ", refused.Err);
    }

    private Task<Command> ApplyAsync(string manifest) => Command.RunAsync(
        Executables.Kubedaq, ["apply", "-f", "-"], manifest, new Dictionary<string, string> { ["KUBECONFIG"] = cluster.Kubeconfig });

    private static async Task<string> KubeconfigAsync(DirectoryInfo folder, string server)
    {
        var file = Path.Combine(folder.FullName, "config");
        await File.WriteAllTextAsync(
            file,
            $$$"""
            apiVersion: v1
            kind: Config
            clusters: [{name: c, cluster: {server: "{{{server}}}"}}]
            users: [{name: u, user: {token: t}}]
            contexts: [{name: x, context: {cluster: c, user: u}}]
            current-context: x
            """, TestContext.Current.CancellationToken);
        return file;
    }
}
