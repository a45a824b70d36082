using KubeDaq.Integration.Tests.Clusters;
using static KubeDaq.Integration.Tests.Partitions.PartitionManifest;

namespace KubeDaq.Integration.Tests.Identity;

/// <summary>The policies about who did it and who may operate, on whatever cluster the tests run: a real one compiles them from CEL.</summary>
public sealed class IdentityPolicies(TestCluster cluster) : IAsyncLifetime
{
    private static readonly string[] Expert = ["--as", "alice", "--as-group", "identity-experts"];
    private static readonly string[] Shifter = ["--as", "sam", "--as-group", "identity-shifters"];
    private string _ns = "";

    public async ValueTask InitializeAsync()
    {
        TestCluster.NeedsKubectl();
        _ns = await cluster.NamespaceAsync("policies");
        (await KubectlAsync("create", "rolebinding", "experts", "--clusterrole=kubedaq-expert", "--group=identity-experts")).Succeeded();
        (await KubectlAsync("create", "rolebinding", "shifters", "--clusterrole=kubedaq-shifter", "--group=identity-shifters")).Succeeded();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Nobody_writes_anothers_name_and_a_shifter_changes_the_state_alone()
    {
        Refused(await CreateAsync("bob"), "spec.requestedBy must be your own user name");
        (await CreateAsync("alice")).Succeeded();

        Refused(await PatchAsync(Expert, """{"requestedBy":"bob"}"""), "spec.requestedBy must be your own user name");
        Refused(await PatchAsync(Shifter, """{"priority":5}"""), "needs the verb \"update\" on partitions.dune.daq");
        Refused(await PatchAsync(Shifter, """{"state":"Running","stateChangedBy":"sam"}"""), "spec.stateChangedBy must be your own user name where spec.state changes");
        (await PatchAsync(Shifter, """{"state":"Stopped","stateChangedBy":"sam"}""")).Succeeded();
        Refused(await PatchAsync(Shifter, """{"state":"Running","stateChangedBy":"alice"}"""), "spec.stateChangedBy must be your own user name");
        Refused(await PatchAsync(Expert, """{"state":"Running"}"""), "spec.stateChangedBy must be your own user name");
        (await PatchAsync(Expert, """{"priority":5}""")).Succeeded();
        Assert.Equal("alice sam", (await KubectlAsync("get", "partition", "mine", "-o", "jsonpath={.spec.requestedBy} {.spec.stateChangedBy}")).Out);
    }

    [Fact]
    public async Task A_shifter_neither_makes_nor_deletes_partitions()
    {
        (await CreateAsync("alice")).Succeeded();
        Refused(await KubectlAsync(["delete", "partition", "mine", .. Shifter]), "cannot delete resource");
        Assert.Equal("no\n", (await KubectlAsync(["auth", "can-i", "create", "partitions", .. Shifter])).Out);
    }

    private static void Refused(Command answer, string why)
    {
        Assert.NotEqual(0, answer.ExitCode);
        Assert.Contains(why, answer.Err);
    }

    private Task<Command> CreateAsync(string person) => cluster.KubectlWithInputAsync(
        Of("mine", Application("readout")).With("requestedBy", person).ToJsonString(), ["-n", _ns, "create", "-f", "-", .. Expert]);

    private Task<Command> PatchAsync(string[] person, string spec) =>
        KubectlAsync(["patch", "partition", "mine", "--type", "merge", "-p", $$"""{"spec":{{spec}}}""", .. person]);

    private Task<Command> KubectlAsync(params string[] arguments) => cluster.KubectlAsync(["-n", _ns, .. arguments]);
}
