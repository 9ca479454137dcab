<#-- One line per library, sorted by its coordinates; license-maven-plugin fills it in. -->
<#function licences names>
  <#local text = "">
  <#list names?sort as name>
    <#local text = text + name?is_first?then("", " or ") + name>
  </#list>
  <#return text>
</#function>
<#-- What an application does not get. -->
<#function onlyHere library>
  <#return ["test", "provided"]?seq_contains(library.artifact.scope!"compile")>
</#function>
<#macro table here>
| library | licence |
|---|---|
<#list dependencyMap as entry>
<#assign library = entry.getKey()>
<#if onlyHere(library) == here>
| ${library.groupId}:${library.artifactId}:${library.version} | ${licences(entry.getValue())} |
</#if>
</#list>
</#macro>
# Third-party libraries

<!-- Written by `mvn -q process-resources -Pchecks`; see docs/security/supply-chain.md. -->

Where a library offers several licences, recipe4j takes it under one that the build allows. The jars
of one system hold native libraries of others too: OpenBLAS (BSD-3-Clause), oneDNN and oneTBB
(Apache-2.0), and GCC's libgcc, libgfortran and libgomp (GPL-3.0 with the GCC Runtime Library
Exception) and libquadmath (LGPL-2.1).

## Shipped: in `target/recipe4j/lib`, or on the class path of an application

<@table here=false/>

## For the compiler and the tests only

<@table here=true/>
