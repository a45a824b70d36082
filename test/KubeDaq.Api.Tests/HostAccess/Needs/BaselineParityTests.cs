using KubeDaq.Api.HostAccess.Needs;
using KubeDaq.Api.Tests.HostAccess.Generating;
using KubeDaq.Api.Yaml;

namespace KubeDaq.Api.Tests.HostAccess.Needs;

/// <summary>The published list of controls of the level "baseline", Kubernetes 1.36 (https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline).</summary>
public sealed class BaselineParityTests
{
    public static TheoryData<string, string, bool> Controls => new(BaselineControls.All.Select(control => new TheoryDataRow<string, string, bool>(control.Name, control.Pod, control.Allowed)));

    [Theory, MemberData(nameof(Controls))]
    public void A_pod_without_any_policy_gets_the_verdict_of_baseline(string control, string pod, bool allowed)
    {
        var needs = PodNeeds.Of(YamlText.Read(pod).Single().AsObject());
        Assert.True(allowed == needs.IsBaseline, $"{control}: {pod}\nneeds: {string.Join("; ", needs.Needs)}");
    }

    [Fact]
    public void Every_control_has_values_of_both_sorts() =>
        Assert.All(BaselineControls.All.GroupBy(control => control.Name), control => Assert.Equal(2, control.Select(value => value.Allowed).Distinct().Count()));
}
