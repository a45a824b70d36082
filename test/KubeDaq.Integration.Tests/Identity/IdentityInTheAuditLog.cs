using System.Text.Json.Nodes;
using static KubeDaq.Integration.Tests.Identity.AuditTrail;
using static KubeDaq.Integration.Tests.Partitions.PartitionManifest;

namespace KubeDaq.Integration.Tests.Identity;

/// <summary>Who did it: the sandbox's audit log names the person, whatever program he used.</summary>
[Collection(IdentitySandbox.Collection)]
public sealed class IdentityInTheAuditLog(IdentitySandbox sandbox)
{
    private const string Start = """{"spec":{"state":"Running","stateChangedBy":"SOMEBODY"}}""";

    [Fact]
    public async Task A_start_with_kubectl_and_kubedaq_auth_token_is_the_persons()
    {
        IdentitySandbox.NeedsPeople();
        var name = await StoppedPartitionAsync("by-plugin");
        using var shifter = new Person(sandbox);
        (await shifter.LoginAsync("cern", "shifter", "-n", "np04")).Succeeded();
        (await shifter.KubectlAsync("patch", "partition", name, "--type", "merge", "-p", Start.Replace("SOMEBODY", "cern:shifter"))).Succeeded();

        var line = await StartOfAsync(name);
        Assert.Equal("cern:shifter", Text(line["user"]!["username"]));
        Assert.Null(line["impersonatedUser"]);
        Assert.Equal("cern", Text(line["user"]!["extra"]!["dune.daq/issuer"]![0]));
        Assert.Contains("cern:np04-shifters", line["user"]!["groups"]!.AsArray().Select(Text));
        Assert.Equal("allow", Text(line["annotations"]!["authorization.k8s.io/decision"]));
        Assert.Contains("to Group \"cern:np04-shifters\"", Text(line["annotations"]!["authorization.k8s.io/reason"]));
    }

    [Fact]
    public async Task A_start_by_a_program_that_impersonates_names_the_program_and_the_person()
    {
        IdentitySandbox.NeedsPeople();
        var name = await StoppedPartitionAsync("by-console");
        (await sandbox.KubectlAsync(
            "patch", "partition", name, "-n", "np04", "--type", "merge", "-p", Start.Replace("SOMEBODY", "fermilab:shifter"),
            "--as", "fermilab:shifter", "--as-group", "fermilab:/dune/np04/shifters")).Succeeded();

        var line = await StartOfAsync(name);
        Assert.Contains("system:masters", line["user"]!["groups"]!.AsArray().Select(Text));
        Assert.Equal("fermilab:shifter", Text(line["impersonatedUser"]!["username"]));
        Assert.Equal(["fermilab:/dune/np04/shifters", "system:authenticated"], line["impersonatedUser"]!["groups"]!.AsArray().Select(Text));
    }

    [Fact]
    public async Task A_refused_start_is_told_with_its_reason()
    {
        IdentitySandbox.NeedsPeople();
        var name = await StoppedPartitionAsync("refused");
        using var viewer = new Person(sandbox);
        (await viewer.LoginAsync("fermilab", "viewer", "-n", "np04")).Succeeded();
        Assert.NotEqual(0, (await viewer.KubectlAsync("patch", "partition", name, "--type", "merge", "-p", Start.Replace("SOMEBODY", "fermilab:viewer"))).ExitCode);

        var line = await StartOfAsync(name);
        Assert.Equal("fermilab:viewer", Actor(line));
        Assert.Equal((403, "Forbidden"), (line["responseStatus"]!["code"]!.GetValue<int>(), Text(line["responseStatus"]!["reason"])));
        Assert.Equal("forbid", Text(line["annotations"]!["authorization.k8s.io/decision"]));
    }

    private async Task<string> StoppedPartitionAsync(string name)
    {
        Assert.SkipWhen(sandbox.AuditLog is null, "needs the API server's audit log, which KUBEDAQ_TEST_AUDIT_LOG would name");
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Of(name, Application("main")).With("state", "Stopped").ToJsonString(), TestContext.Current.CancellationToken);
        (await sandbox.KubectlAsync("apply", "-n", "np04", "-f", file)).Succeeded();
        File.Delete(file);
        return name;
    }

    private Task<JsonObject> StartOfAsync(string name) => new AuditTrail(sandbox.AuditLog!).FindAsync($"the start of {name}", line => Text(line["stage"]) == "ResponseComplete" && Is(line, "patch", "partitions", name) && Text(line["userAgent"]).StartsWith("kubectl/", StringComparison.Ordinal));
}
