using static KubeDaq.Integration.Tests.Partitions.PartitionManifest;

namespace KubeDaq.Integration.Tests.Identity;

/// <summary>Who asked for, stopped and started a partition is written down and cannot be forged; a shifter changes nothing else.</summary>
[Collection(IdentitySandbox.Collection)]
public sealed class IdentityOfShifters(IdentitySandbox sandbox)
{
    private const string Name = "coldbox";

    [Fact]
    public async Task An_expert_of_one_laboratory_writes_and_a_shifter_of_the_other_operates()
    {
        IdentitySandbox.NeedsPeople();
        using var expert = new Person(sandbox);
        using var shifter = new Person(sandbox);
        using var viewer = new Person(sandbox);
        (await expert.LoginAsync("cern", "expert", "-n", "np04")).Succeeded();
        (await shifter.LoginAsync("fermilab", "shifter", "-n", "np04")).Succeeded();
        (await viewer.LoginAsync("fermilab", "viewer", "-n", "np04")).Succeeded();

        await ApplyAsync(expert);
        Assert.Equal("cern:expert", await FieldAsync("{.spec.requestedBy}"));
        await IsRefusedAsync(expert, """{"spec":{"requestedBy":"cern:viewer"}}""", "spec.requestedBy must be your own user name");

        (await shifter.KubedaqAsync("stop", Name, "--wait")).Succeeded();
        Assert.Equal("fermilab:shifter", await FieldAsync("{.spec.stateChangedBy}"));
        Assert.Equal("stopped, by fermilab:shifter", await FieldAsync("{.status.message}"));
        Assert.Contains("by fermilab:shifter", (await sandbox.KubectlAsync("get", "events", "-n", "np04")).Out);

        await IsRefusedAsync(shifter, """{"spec":{"state":"Running","stateChangedBy":"cern:expert"}}""", "spec.stateChangedBy must be your own user name");
        await IsRefusedAsync(shifter, """{"spec":{"priority":9}}""", "needs the verb \"update\" on partitions.dune.daq");
        await IsRefusedAsync(viewer, """{"spec":{"state":"Running"}}""", "cannot patch resource");
        Assert.Contains("cannot patch", (await viewer.KubedaqAsync("start", Name)).Err);

        (await shifter.KubedaqAsync("start", Name, "--wait")).Succeeded();
        Assert.Equal("fermilab:shifter", await CardAsync("{.status.lease.requestedBy}"));
        Assert.Contains("Started by:      fermilab:shifter", (await viewer.KubedaqAsync("describe", "partition", Name)).Out);
        (await sandbox.KubectlAsync("delete", "partition", Name, "-n", "np04")).Succeeded();
    }

    private static async Task ApplyAsync(Person expert)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, Of(Name, Application("readout", "apa001")).ToJsonString(), TestContext.Current.CancellationToken);
            (await expert.KubedaqAsync("apply", "-f", file, "--wait")).Succeeded();
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task IsRefusedAsync(Person person, string patch, string why)
    {
        var answer = await person.KubectlAsync("patch", "partition", Name, "--type", "merge", "-p", patch);
        Assert.NotEqual(0, answer.ExitCode);
        Assert.Contains(why, answer.Err);
    }

    private async Task<string> FieldAsync(string path) => (await sandbox.KubectlAsync("get", "partition", Name, "-n", "np04", "-o", $"jsonpath={path}")).Succeeded().Out;

    private async Task<string> CardAsync(string path) => (await sandbox.KubectlAsync("get", "card", "apa001", "-o", $"jsonpath={path}")).Succeeded().Out;
}
