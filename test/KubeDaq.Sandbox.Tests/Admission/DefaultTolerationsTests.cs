using KubeDaq.Sandbox.Admission;
using static KubeDaq.Sandbox.Tests.Admission.Admitted;

namespace KubeDaq.Sandbox.Tests.Admission;

public sealed class DefaultTolerationsTests
{
    [Theory]
    [InlineData("{}", 2)]
    [InlineData("""{"tolerations": [{"operator": "Exists"}]}""", 1)]
    [InlineData("""{"tolerations": [{"key": "node.kubernetes.io/not-ready", "operator": "Exists", "effect": "NoExecute"}]}""", 2)]
    [InlineData("""{"tolerations": [{"key": "node.kubernetes.io/not-ready", "operator": "Exists", "effect": "NoSchedule"}]}""", 3)]
    public void A_pod_stays_five_minutes_unless_it_says_otherwise(string spec, int count)
    {
        var tolerations = Create(new DefaultTolerations(), Pod(spec))["spec"]!["tolerations"]!.AsArray();
        Assert.Equal(count, tolerations.Count);
        if (count > 1)
        {
            Assert.Equal("""{"key":"node.kubernetes.io/unreachable","operator":"Exists","effect":"NoExecute","tolerationSeconds":300}""",
                tolerations[^1]!.ToJsonString());
        }
    }

    [Theory]
    [InlineData("{}", 1)]
    [InlineData("""{"taints": [{"key": "contract", "effect": "NoSchedule"}]}""", 2)]
    [InlineData("""{"taints": [{"key": "node.kubernetes.io/not-ready", "effect": "NoSchedule"}]}""", 1)]
    public void A_new_host_is_not_ready(string spec, int count)
    {
        var taints = Create(new NewNodeTaint(), Pod(spec), "nodes", "")["spec"]!["taints"]!.AsArray();
        Assert.Equal(count, taints.Count);
        Assert.Equal("node.kubernetes.io/not-ready", (string?)taints[^1]!["key"]);
    }
}
