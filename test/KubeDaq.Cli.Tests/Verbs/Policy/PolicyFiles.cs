namespace KubeDaq.Cli.Tests.Verbs.Policy;

/// <summary>Policies, and pods for them.</summary>
internal static class PolicyFiles
{
    public const string Policies =
        """
        apiVersion: dune.daq/v1alpha1
        kind: HostAccessPolicy
        metadata: {name: daq-network}
        spec: {hostNetwork: true}
        ---
        apiVersion: dune.daq/v1alpha1
        kind: HostAccessPolicy
        metadata: {name: daq-readout}
        spec: {hostNetwork: true, capabilities: [IPC_LOCK], extendedResources: ["dune.daq/flxcard-*"]}
        """;

    public const string Roles =
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: kubedaq-use-daq-network}
        rules: [{apiGroups: [dune.daq], resources: [hostaccesspolicies], resourceNames: [daq-network], verbs: [use]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: kubedaq-use-daq-readout}
        rules: [{apiGroups: [dune.daq], resources: [hostaccesspolicies], resourceNames: [daq-readout], verbs: [use]}]
        """;

    public const string HostNetwork =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: reader}
        spec:
          hostNetwork: true
          containers: [{name: r, image: i}]
        """;

    /// <summary>A pod that asks for a card, as a Deployment makes it.</summary>
    public const string WithCard =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: readout}
        spec:
          selector: {matchLabels: {a: b}}
          template:
            metadata: {labels: {a: b}}
            spec:
              hostNetwork: true
              containers:
              - name: r
                image: i
                resources: {limits: {dune.daq/flxcard-apa001: 1}}
        """;

    public static string Binding(string ns, string role, string account) =>
        $$"""
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: {{account}}-{{role}}, namespace: {{ns}}}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: {{role}}}
        subjects: [{kind: ServiceAccount, name: {{account}}, namespace: {{ns}}}]
        """;
}
