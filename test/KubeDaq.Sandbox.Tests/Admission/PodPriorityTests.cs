using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Admission;
using KubeDaq.Sandbox.Storage;
using KubeDaq.Sandbox.Tests.Authorization;
using static KubeDaq.Sandbox.Tests.Admission.Admitted;

namespace KubeDaq.Sandbox.Tests.Admission;

public sealed class PodPriorityTests
{
    private static readonly GroupResource Classes = new("scheduling.k8s.io", "priorityclasses");

    private readonly Admitted _given = new();

    public PodPriorityTests()
    {
        PodPriority.EnsureClasses(_given.Objects);
        _given.Put(Classes, "", """{"metadata": {"name": "readout"}, "value": 7, "preemptionPolicy": "Never"}""");
    }

    private PodPriority Admission => new(_given.Objects);

    [Theory]
    [InlineData("{}", 0, "PreemptLowerPriority")]
    [InlineData("""{"priority": 0}""", 0, "PreemptLowerPriority")]
    [InlineData("""{"priorityClassName": "readout"}""", 7, "Never")]
    [InlineData("""{"priorityClassName": "system-node-critical"}""", 2_000_001_000, "PreemptLowerPriority")]
    public void A_pod_gets_the_priority_of_its_class(string spec, long priority, string policy)
    {
        var seen = Create(Admission, Pod(spec))["spec"]!;
        Assert.Equal((priority, policy), ((long)seen["priority"]!, (string?)seen["preemptionPolicy"]));
    }

    [Fact]
    public void The_default_class_counts_where_none_is_named()
    {
        _given.Put(Classes, "", """{"metadata": {"name": "usual"}, "value": 3, "globalDefault": true}""");
        var seen = Create(Admission, Pod("{}"))["spec"]!;
        Assert.Equal((3L, "usual"), ((long)seen["priority"]!, (string?)seen["priorityClassName"]));
        Assert.Equal("priorityclasses.scheduling.k8s.io \"other\" is forbidden: PriorityClass usual is already marked as default. Only one default can exist",
            Refusal(Admission, JsonNode.Parse("""{"metadata": {"name": "other"}, "value": 4, "globalDefault": true}""")!.AsObject(),
                "priorityclasses", "scheduling.k8s.io").Message);
    }

    [Theory]
    [InlineData("""{"priorityClassName": "nope"}""", "no PriorityClass with name nope was found")]
    [InlineData("""{"priority": 7}""",
        "the integer value of priority (7) must not be provided in pod spec; priority admission controller computed 0 from the given PriorityClass name")]
    [InlineData("""{"preemptionPolicy": "Never"}""",
        "the string value of PreemptionPolicy (Never) must not be provided in pod spec; priority admission controller computed PreemptLowerPriority from the given PriorityClass name")]
    public void What_does_not_fit_is_refused(string spec, string why) =>
        Assert.Equal($"pods \"p\" is forbidden: {why}", Refusal(Admission, Pod(spec)).Message);

    [Fact]
    public void A_replacement_without_priority_keeps_it()
    {
        var value = Pod("{}");
        Send(Admission, "UPDATE", Rbac.Ask("update", "pods", "np04", name: "p"), value, Pod("""{"priority": 7, "preemptionPolicy": "Never"}"""));
        Assert.Equal("""{"priority":7,"preemptionPolicy":"Never"}""", value["spec"]!.ToJsonString());
    }
}
