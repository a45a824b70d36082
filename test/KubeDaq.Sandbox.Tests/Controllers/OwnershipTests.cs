using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Tests.Controllers;

public sealed class OwnershipTests
{
    [Fact]
    public async Task What_an_owner_leaves_goes_with_it()
    {
        await using var work = new ControllersAtWork();
        Child(work, "child", Map(work, "owner"), "owner");
        work.Objects.Delete(Kinds.ConfigMaps, "np04", "owner", propagation: "Background");
        await Until.TrueAsync(() => work.Get(Kinds.ConfigMaps, "child") is null);
    }

    [Fact]
    public async Task A_foreground_deletion_waits_for_its_dependents()
    {
        await using var work = new ControllersAtWork();
        Child(work, "child", Map(work, "owner"), "owner", "finalizers: [dune.daq/hold],");
        work.Objects.Delete(Kinds.ConfigMaps, "np04", "owner", propagation: "Foreground");
        await Until.TrueAsync(() => work.Get(Kinds.ConfigMaps, "child").At("metadata", "deletionTimestamp") is not null);
        Assert.NotNull(work.Get(Kinds.ConfigMaps, "owner"));
        work.Objects.Update(Kinds.ConfigMaps, "np04", "child", value => value.Metadata().Remove("finalizers"));
        await Until.TrueAsync(() => work.Get(Kinds.ConfigMaps, "owner") is null && work.Get(Kinds.ConfigMaps, "child") is null);
    }

    [Fact]
    public async Task Orphans_stay_and_forget_their_owner()
    {
        await using var work = new ControllersAtWork();
        Child(work, "child", Map(work, "owner"), "owner");
        work.Objects.Delete(Kinds.ConfigMaps, "np04", "owner", propagation: "Orphan");
        await Until.TrueAsync(() => work.Get(Kinds.ConfigMaps, "owner") is null);
        Assert.Null(work.Get(Kinds.ConfigMaps, "child").At("metadata", "ownerReferences"));
    }

    [Fact]
    public async Task An_object_whose_owner_never_was_goes_and_one_with_another_owner_stays()
    {
        await using var work = new ControllersAtWork();
        Child(work, "stray", "aaaaaaaa-0000-0000-0000-000000000000", "never");
        var uid = Map(work, "owner");
        work.Create(Kinds.ConfigMaps, $"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: shared, ownerReferences: [{{apiVersion: v1, kind: ConfigMap, name: owner, uid: {uid}}}, {{apiVersion: v1, kind: ConfigMap, name: never, uid: aaaaaaaa-0000-0000-0000-000000000000}}]}}}}");
        await Until.TrueAsync(() => work.Get(Kinds.ConfigMaps, "stray") is null && work.Get(Kinds.ConfigMaps, "shared").Maps("metadata", "ownerReferences").Count() == 1);
    }

    [Fact]
    public async Task A_namespace_is_emptied_before_it_goes_and_says_what_holds_it()
    {
        await using var work = new ControllersAtWork();
        await Until.TrueAsync(() => work.Get(Kinds.ServiceAccounts, "default") is not null && work.Get(Kinds.ConfigMaps, "kube-root-ca.crt").Text("data", "ca.crt") == "the CA");
        work.Create(Kinds.ConfigMaps, "{apiVersion: v1, kind: ConfigMap, metadata: {name: held, finalizers: [dune.daq/hold]}}");
        work.Objects.Delete(Kinds.Namespaces, "", "np04");
        await Until.TrueAsync(() => Conditions.Of(work.Objects.Get(Kinds.Namespaces, "", "np04")?.Value, "NamespaceFinalizersRemaining") == "True");
        work.Objects.Update(Kinds.ConfigMaps, "np04", "held", value => value.Metadata().Remove("finalizers"));
        await Until.TrueAsync(() => work.Objects.Get(Kinds.Namespaces, "", "np04") is null);
    }

    private static string Map(ControllersAtWork work, string name) => work.Create(Kinds.ConfigMaps, $"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: {name}}}}}").Uid();

    private static void Child(ControllersAtWork work, string name, string uid, string owner, string more = "") => work.Create(
        Kinds.ConfigMaps,
        $"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: {name}, {more} ownerReferences: [{{apiVersion: v1, kind: ConfigMap, name: {owner}, uid: {uid}, blockOwnerDeletion: true}}]}}}}");
}
