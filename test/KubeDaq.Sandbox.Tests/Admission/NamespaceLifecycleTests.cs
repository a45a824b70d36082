using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Admission;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;
using KubeDaq.Sandbox.Tests.Authorization;
using static KubeDaq.Sandbox.Tests.Admission.Admitted;

namespace KubeDaq.Sandbox.Tests.Admission;

public sealed class NamespaceLifecycleTests
{
    private static readonly GroupResource Namespaces = new("", "namespaces");

    private readonly Admitted _given = new();

    private NamespaceLifecycle Admission => new(_given.Objects);

    [Fact]
    public void Nothing_is_written_into_an_unknown_namespace()
    {
        var refusal = Refusal(Admission, New("a"), "configmaps");
        Assert.Equal((404, "namespaces \"np04\" not found"), (refusal.Code, refusal.Message));
    }

    [Fact]
    public void Nothing_new_is_written_into_one_that_is_going()
    {
        _given.Put(Namespaces, "", """{"metadata": {"name": "np04"}, "status": {"phase": "Terminating"} }""");
        var refusal = Refusal(Admission, New("late"), "configmaps");
        Assert.Equal("configmaps \"late\" is forbidden: unable to create new content in namespace np04 because it is being terminated", refusal.Message);
        Assert.Equal("""[{"reason":"NamespaceTerminating","message":"namespace np04 is being terminated","field":"metadata.namespace"}]""",
            refusal.Details!["causes"]!.ToJsonString());
        Send(Admission, "UPDATE", Rbac.Ask("update", "configmaps", "np04", name: "held"), New("held"), New("held"));
        Send(Admission, "DELETE", Rbac.Ask("delete", "configmaps", "np04", name: "held"), null, New("held"));
    }

    [Fact]
    public void An_active_namespace_takes_everything()
    {
        _given.Put(Namespaces, "", """{"metadata": {"name": "np04"}, "status": {"phase": "Active"} }""");
        Create(Admission, New("a"), "configmaps");
    }

    [Theory]
    [InlineData("default")]
    [InlineData("kube-system")]
    [InlineData("kube-public")]
    public void The_clusters_own_namespaces_stay(string name)
    {
        var deletion = Rbac.Ask("delete", "namespaces", name, name: name);
        Assert.Equal($"namespaces \"{name}\" is forbidden: this namespace may not be deleted",
            Assert.Throws<StatusException>(() => Send(Admission, "DELETE", deletion, null)).Message);
    }

    private static JsonObject New(string name) => new() { ["metadata"] = new JsonObject { ["name"] = name } };
}
