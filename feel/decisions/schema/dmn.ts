// Written by scripts/schema-tables.mjs from the schema files of DMN 1.1 to 1.5 (OMG formal/24-01-01 and its forerunners).
// In front of each line stand the minor numbers of the versions that have it.
export const DMN = `
12345 element DMNElement tDMNElement abstract
12345 type tDMNElement.extensionElements : <other>*
12345 type tDMNElement : description=@string? extensionElements=tDMNElement.extensionElements? | id=@ID label=@string *
12345 element namedElement tNamedElement abstract for DMNElement
12345 type tDMNElementReference | href!=@anyURI
12345 element definitions tDefinitions for namedElement
1 type tDefinitions from tNamedElement : import=tImport* itemDefinition=tItemDefinition* drgElement* artifact* elementCollection=tElementCollection* businessContextElement* | expressionLanguage=@anyURI typeLanguage=@anyURI namespace!=@anyURI exporter=@string exporterVersion=@string
1 element import tImport
1 type tImport | namespace!=@anyURI locationURI=@anyURI importType!=@anyURI
12345 element elementCollection tElementCollection for namedElement
12345 type tElementCollection from tNamedElement : drgElement=tDMNElementReference*
12345 element drgElement tDRGElement abstract for namedElement
12345 type tDRGElement from tNamedElement
12345 element decision tDecision for drgElement
12345 type tDecision from tDRGElement : question=@string? allowedAnswers=@string? variable=tInformationItem? informationRequirement=tInformationRequirement* knowledgeRequirement=tKnowledgeRequirement* authorityRequirement=tAuthorityRequirement* supportedObjective=tDMNElementReference* impactedPerformanceIndicator=tDMNElementReference* decisionMaker=tDMNElementReference* decisionOwner=tDMNElementReference* usingProcess=tDMNElementReference* usingTask=tDMNElementReference* expression?
12345 element businessContextElement tBusinessContextElement abstract
12345 type tBusinessContextElement from tNamedElement | URI=@anyURI
12345 element performanceIndicator tPerformanceIndicator for businessContextElement
12345 type tPerformanceIndicator from tBusinessContextElement : impactingDecision=tDMNElementReference*
12345 element organizationUnit tOrganizationUnit for businessContextElement
12345 type tOrganizationUnit from tBusinessContextElement : decisionMade=tDMNElementReference* decisionOwned=tDMNElementReference*
1 element businessKnowledgeModel tBusinessKnowledgeModel for drgElement
1 type tBusinessKnowledgeModel from tDRGElement : encapsulatedLogic=tFunctionDefinition? variable=tInformationItem? knowledgeRequirement=tKnowledgeRequirement* authorityRequirement=tAuthorityRequirement*
12345 element inputData tInputData for drgElement
12345 type tInputData from tDRGElement : variable=tInformationItem?
12345 element knowledgeSource tKnowledgeSource for drgElement
12345 type tKnowledgeSource from tDRGElement : authorityRequirement=tAuthorityRequirement* type=@string? owner=tDMNElementReference? | locationURI=@anyURI
1 type tInformationRequirement : ( requiredDecision=tDMNElementReference / requiredInput=tDMNElementReference )
1 type tKnowledgeRequirement : requiredKnowledge=tDMNElementReference
1 type tAuthorityRequirement : requiredDecision=tDMNElementReference / requiredInput=tDMNElementReference / requiredAuthority=tDMNElementReference
12345 element expression tExpression abstract
1 type tExpression from tDMNElement | typeRef=@QName
12345 element itemDefinition tItemDefinition for namedElement
1 type tItemDefinition from tNamedElement : ( typeRef=@QName allowedValues=tUnaryTests? ) / itemComponent=tItemDefinition* | typeLanguage=@anyURI isCollection=@boolean
12345 element literalExpression tLiteralExpression for expression
12345 type tLiteralExpression from tExpression : ( text=@string / importedValues=tImportedValues )? | expressionLanguage=@anyURI
12345 element invocation tInvocation for expression
12345 type tInvocation from tExpression : expression? binding=tBinding*
12345 type tBinding : parameter=tInformationItem expression?
12345 element informationItem tInformationItem for namedElement
1 type tInformationItem from tNamedElement | typeRef=@QName
12345 element decisionTable tDecisionTable for expression
1 type tDecisionTable from tExpression : input=tInputClause* output=tOutputClause+ rule=tDecisionRule* | hitPolicy=tHitPolicy aggregation=tBuiltinAggregator preferredOrientation=tDecisionTableOrientation outputLabel=@string
1 type tDecisionRule from tDMNElement : inputEntry=tUnaryTests* outputEntry=tLiteralExpression+
12345 type tImportedValues from tImport : importedElement=@string | expressionLanguage=@anyURI
12345 element artifact tArtifact abstract for DMNElement
12345 type tArtifact from tDMNElement
12345 element textAnnotation tTextAnnotation for artifact
12345 type tTextAnnotation from tArtifact : text=@string? | textFormat=@string
12345 element association tAssociation for artifact
12345 type tAssociation from tArtifact : sourceRef=tDMNElementReference targetRef=tDMNElementReference | associationDirection=tAssociationDirection
12345 enum tAssociationDirection None, One, Both
12345 enum tDecisionTableOrientation Rule-as-Row, Rule-as-Column, CrossTable
12345 enum tHitPolicy UNIQUE, FIRST, PRIORITY, ANY, COLLECT, RULE ORDER, OUTPUT ORDER
12345 enum tBuiltinAggregator SUM, COUNT, MIN, MAX
1 type tOutputClause from tDMNElement : outputValues=tUnaryTests? defaultOutputEntry=tLiteralExpression? | name=@string typeRef=@QName
12345 type tInputClause from tDMNElement : inputExpression=tLiteralExpression inputValues=tUnaryTests?
12345 element context tContext for expression
1 type tContext from tExpression : contextEntry=tContextEntry*
1 type tContextEntry : variable=tInformationItem? expression
12345 element functionDefinition tFunctionDefinition for expression
1 type tFunctionDefinition from tExpression : formalParameter=tInformationItem* expression?
12345 element relation tRelation for expression
12345 type tRelation from tExpression : column=tInformationItem* row=tList*
12345 element list tList for expression
12345 type tList from tExpression : expression*
123 type tUnaryTests from tDMNElement : text=@string | expressionLanguage=@anyURI
12345 type tNamedElement from tDMNElement | name!=@string
1 element decisionService tDecisionService for namedElement
1 type tDecisionService from tNamedElement : outputDecision=tDMNElementReference+ encapsulatedDecision=tDMNElementReference* inputDecision=tDMNElementReference* inputData=tDMNElementReference*
2345 type tDefinitions from tNamedElement : import* itemDefinition=tItemDefinition* drgElement* artifact* elementCollection=tElementCollection* businessContextElement* dmndi:DMNDI? | expressionLanguage=@anyURI typeLanguage=@anyURI namespace!=@anyURI exporter=@string exporterVersion=@string
2345 element import tImport for namedElement
2345 type tImport from tNamedElement | namespace!=@anyURI locationURI=@anyURI importType!=@anyURI
2345 element invocable tInvocable abstract for drgElement
2345 type tInvocable from tDRGElement : variable=tInformationItem?
2345 element businessKnowledgeModel tBusinessKnowledgeModel for invocable
2345 type tBusinessKnowledgeModel from tInvocable : encapsulatedLogic=tFunctionDefinition? knowledgeRequirement=tKnowledgeRequirement* authorityRequirement=tAuthorityRequirement*
2345 element informationRequirement tInformationRequirement for DMNElement
2345 type tInformationRequirement from tDMNElement : ( requiredDecision=tDMNElementReference / requiredInput=tDMNElementReference )
2345 element knowledgeRequirement tKnowledgeRequirement for DMNElement
2345 type tKnowledgeRequirement from tDMNElement : requiredKnowledge=tDMNElementReference
2345 element authorityRequirement tAuthorityRequirement for DMNElement
2345 type tAuthorityRequirement from tDMNElement : requiredDecision=tDMNElementReference / requiredInput=tDMNElementReference / requiredAuthority=tDMNElementReference
2345 type tExpression from tDMNElement | typeRef=@string
2 type tItemDefinition from tNamedElement : ( typeRef=@string allowedValues=tUnaryTests? ) / itemComponent=tItemDefinition* | typeLanguage=@anyURI isCollection=@boolean
2345 type tInformationItem from tNamedElement | typeRef=@string
2345 type tDecisionTable from tExpression : input=tInputClause* output=tOutputClause+ annotation=tRuleAnnotationClause* rule=tDecisionRule* | hitPolicy=tHitPolicy aggregation=tBuiltinAggregator preferredOrientation=tDecisionTableOrientation outputLabel=@string
2345 type tOutputClause from tDMNElement : outputValues=tUnaryTests? defaultOutputEntry=tLiteralExpression? | name=@string typeRef=@string
2345 type tRuleAnnotationClause | name=@string
2345 type tDecisionRule from tDMNElement : inputEntry=tUnaryTests* outputEntry=tLiteralExpression+ annotationEntry=tRuleAnnotation*
2345 type tRuleAnnotation : text=@string?
2345 type tContext from tExpression : contextEntry*
2345 element contextEntry tContextEntry for DMNElement
2345 type tContextEntry from tDMNElement : variable=tInformationItem? expression
2345 type tFunctionDefinition from tExpression : formalParameter=tInformationItem* expression? | kind=tFunctionKind
2345 enum tFunctionKind FEEL, Java, PMML
2345 element decisionService tDecisionService for invocable
2345 type tDecisionService from tInvocable : outputDecision=tDMNElementReference* encapsulatedDecision=tDMNElementReference* inputDecision=tDMNElementReference* inputData=tDMNElementReference*
2345 element dmndi:DMNDI dmndi:DMNDI
2345 element dmndi:DMNDiagram dmndi:DMNDiagram
2345 element dmndi:DMNDiagramElement di:DiagramElement
2345 element dmndi:DMNShape dmndi:DMNShape for dmndi:DMNDiagramElement
2345 element dmndi:DMNEdge dmndi:DMNEdge for dmndi:DMNDiagramElement
2345 element dmndi:DMNStyle dmndi:DMNStyle for di:Style
2345 element dmndi:DMNLabel dmndi:DMNLabel
2345 element dmndi:DMNDecisionServiceDividerLine dmndi:DMNDecisionServiceDividerLine
2345 type dmndi:DMNDI : dmndi:DMNDiagram* dmndi:DMNStyle*
234 type dmndi:DMNDiagram from di:Diagram : dmndi:Size=dc:Dimension? dmndi:DMNDiagramElement*
2345 type dmndi:DMNShape from di:Shape : dmndi:DMNLabel? dmndi:DMNDecisionServiceDividerLine? | dmnElementRef!=@QName isListedInputData=@boolean isCollapsed=@boolean
2345 type dmndi:DMNDecisionServiceDividerLine from di:Edge
2 type dmndi:DMNEdge from di:Edge : dmndi:DMNLabel? | dmnElementRef!=@QName
2345 type dmndi:DMNLabel from di:Shape : dmndi:Text=@string?
2345 type dmndi:DMNStyle from di:Style : dmndi:FillColor=dc:Color? dmndi:StrokeColor=dc:Color? dmndi:FontColor=dc:Color? | fontFamily=@string fontSize=@double fontItalic=@boolean fontBold=@boolean fontUnderline=@boolean fontStrikeThrough=@boolean labelHorizontalAlignement=dc:AlignmentKind labelVerticalAlignment=dc:AlignmentKind
2345 element di:Style di:Style
2345 type di:DiagramElement.extension : <other>*
2345 type di:DiagramElement abstract : di:extension=di:DiagramElement.extension? di:Style? | sharedStyle=@IDREF id=@ID *
2345 type di:Diagram abstract from di:DiagramElement | name=@string documentation=@string resolution=@double
2345 type di:Shape abstract from di:DiagramElement : dc:Bounds?
2345 type di:Edge abstract from di:DiagramElement : di:waypoint=dc:Point*
2345 type di:Style.extension : <other>*
2345 type di:Style abstract : di:extension=di:Style.extension? | id=@ID *
2345 element dc:Color dc:Color
2345 element dc:Point dc:Point
2345 element dc:Bounds dc:Bounds
2345 element dc:Dimension dc:Dimension
2345 type dc:Color | red!=dc:rgb green!=dc:rgb blue!=dc:rgb
2345 text dc:rgb
2345 type dc:Point | x!=@double y!=@double
2345 type dc:Dimension | width!=@double height!=@double
2345 type dc:Bounds | x!=@double y!=@double width!=@double height!=@double
2345 enum dc:AlignmentKind start, end, center
2345 enum dc:KnownColor maroon, red, orange, yellow, olive, purple, fuchsia, white, lime, green, navy, blue, aqua, teal, black, silver, gray
34 type tItemDefinition from tNamedElement : ( typeRef=@string allowedValues=tUnaryTests? ) / itemComponent=tItemDefinition* / functionItem=tFunctionItem? | typeLanguage=@anyURI isCollection=@boolean
345 element functionItem tFunctionItem for DMNElement
345 type tFunctionItem from tDMNElement : parameters=tInformationItem* | outputTypeRef=@string
345 element group tGroup for artifact
345 type tGroup from tArtifact | name=@string
345 type dmndi:DMNEdge from di:Edge : dmndi:DMNLabel? | dmnElementRef!=@QName sourceElement=@QName targetElement=@QName
45 type tUnaryTests from tExpression : text=@string | expressionLanguage=@anyURI
45 type tChildExpression : expression | id=@ID
45 type tTypedChildExpression from tChildExpression | typeRef=@string
45 type tIterator from tExpression : in=tTypedChildExpression | iteratorVariable=@string
45 element for tFor for expression
45 type tFor from tIterator : return=tChildExpression
45 element every tQuantified for expression
45 element some tQuantified for expression
45 type tQuantified from tIterator : satisfies=tChildExpression
45 element conditional tConditional for expression
45 type tConditional from tExpression : if=tChildExpression then=tChildExpression else=tChildExpression
45 element filter tFilter for expression
45 type tFilter from tExpression : in=tChildExpression match=tChildExpression
5 type tItemDefinition from tNamedElement : ( typeRef=@string allowedValues=tUnaryTests? typeConstraint=tUnaryTests? ) / itemComponent=tItemDefinition* / functionItem=tFunctionItem? | typeLanguage=@anyURI isCollection=@boolean
5 type dmndi:DMNDiagram from di:Diagram : dmndi:Size=dc:Dimension? dmndi:DMNDiagramElement* | useAlternativeInputDataShape=@boolean
`;
