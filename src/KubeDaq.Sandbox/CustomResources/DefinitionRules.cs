using KubeDaq.Sandbox.Resources;

namespace KubeDaq.Sandbox.CustomResources;

/// <summary>Definitions of custom resources.</summary>
internal sealed class DefinitionRules : KindRules
{
}
