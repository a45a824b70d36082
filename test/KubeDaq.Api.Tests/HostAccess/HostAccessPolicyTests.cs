using KubeDaq.Api.HostAccess;
using KubeDaq.Api.Reading;
using KubeDaq.Api.Serialization;

namespace KubeDaq.Api.Tests.HostAccess;

public sealed class HostAccessPolicyTests
{
    [Fact]
    public void What_is_left_out_has_the_default_of_the_schema()
    {
        var policy = KubeDaqJson.Read<HostAccessPolicy>("""{"spec": {"hostPaths": [{"prefix": "/data"}]}}""");
        Assert.True(policy.Spec.AllowPrivilegeEscalation);
        Assert.True(Assert.Single(policy.Spec.HostPaths).ReadOnly);
    }

    [Fact]
    public void What_is_written_is_kept()
    {
        const string json = """{"spec": {"allowPrivilegeEscalation": false, "hostPaths": [{"prefix": "/data", "readOnly": false}]}}""";
        var policy = KubeDaqJson.Read<HostAccessPolicy>(KubeDaqJson.Write(KubeDaqJson.Read<HostAccessPolicy>(json)));
        Assert.False(policy.Spec.AllowPrivilegeEscalation);
        Assert.False(Assert.Single(policy.Spec.HostPaths).ReadOnly);
    }

    [Fact]
    public void Manifests_are_checked_with_the_path_of_each_field()
    {
        var reading = Manifests.Read("{apiVersion: dune.daq/v1alpha1, kind: HostAccessPolicy, metadata: {name: restricted}, spec: {hostNetwrk: true}}");
        Assert.Contains(reading.Errors, error => error.Field == "spec.hostNetwrk" && error.Advice.Contains("hostNetwork", StringComparison.Ordinal));
        reading = Manifests.Read("{apiVersion: dune.daq/v1alpha1, kind: HostAccessPolicy, metadata: {name: restricted}, spec: {hostPaths: [{prefix: data}]}}");
        Assert.Equal(["metadata.name", "spec.hostPaths[0].prefix"], reading.Errors.Select(error => error.Field));
    }
}
