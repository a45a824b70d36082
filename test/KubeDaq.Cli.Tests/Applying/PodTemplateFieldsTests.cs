using System.Text.Json.Nodes;
using KubeDaq.Api.Yaml;
using KubeDaq.Cli.Applying;

namespace KubeDaq.Cli.Tests.Applying;

public sealed class PodTemplateFieldsTests
{
    [Fact]
    public void What_Kubernetes_knows_passes() => Assert.Empty(Check(
        """
        metadata: {labels: {a: b}}
        spec:
          hostNetwork: true
          terminationGracePeriodSeconds: 10
          nodeSelector: {kubernetes.io/hostname: daq6}
          tolerations: [{key: k, operator: Exists}]
          volumes:
          - {name: d, emptyDir: {sizeLimit: 1Gi}}
          - name: p
            projected: {sources: [{serviceAccountToken: {path: token, expirationSeconds: 600}}]}
          containers:
          - name: readout
            image: i
            command: [sh, -c, "exit 0"]
            env: [{name: A, value: "1"}, {name: B, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}]
            ports: [{containerPort: 80}]
            resources: {limits: {cpu: 1, memory: 1Gi, hugepages-1Gi: "2Gi"}}
            livenessProbe: {httpGet: {path: /, port: http}, periodSeconds: 5}
            readinessProbe: {tcpSocket: {port: 80}}
            securityContext: {capabilities: {add: [IPC_LOCK]}}
            volumeMounts: [{name: d, mountPath: /d}]
        """));

    [Theory]
    [InlineData("spec: {hostNetwrk: true}", "template.spec.hostNetwrk", "did you mean hostNetwork?")]
    [InlineData("spec: {containers: [{nam: x}]}", "template.spec.containers[0].nam", "did you mean name?")]
    [InlineData("spec: {containers: [{args: [1]}]}", "template.spec.containers[0].args[0]", "quote it: \"1\"")]
    [InlineData("spec: {containers: {name: x}}", "template.spec.containers", "dash")]
    [InlineData("spec: {nodeSelector: [a]}", "template.spec.nodeSelector", "key: value")]
    [InlineData("spec: {hostNetwork: \"yes\"}", "template.spec.hostNetwork", "true or false")]
    [InlineData("spec: {terminationGracePeriodSeconds: soon}", "template.spec.terminationGracePeriodSeconds", "without quotes")]
    [InlineData("spec: text", "template.spec", "fields")]
    [InlineData("hostNetwork: true", "template.hostNetwork", "kubectl explain")]
    public void Anything_else_is_told_with_its_path_and_advice(string yaml, string path, string advice)
    {
        var error = Assert.Single(Check(yaml));
        Assert.Equal(path, error.Field);
        Assert.Contains(advice, error.Advice);
    }

    private static IEnumerable<KubeDaq.Api.Validation.FieldError> Check(string yaml) =>
        PodTemplateFields.Check(YamlText.Read(yaml).OfType<JsonObject>().Single(), "template");
}
