// Written by scripts/schema-tables.mjs from the schema files of DMN 1.1 to 1.5 (OMG formal/24-01-01 and its forerunners).
export const DMN_ALL = `
element DMNElement tDMNElement abstract
type tDMNElement.extensionElements : <other>*
type tDMNElement : description=@string? extensionElements=tDMNElement.extensionElements? | id=@ID label=@string *
element namedElement tNamedElement abstract for DMNElement
type tDMNElementReference | href!=@anyURI
element definitions tDefinitions for namedElement
element elementCollection tElementCollection for namedElement
type tElementCollection from tNamedElement : drgElement=tDMNElementReference*
element drgElement tDRGElement abstract for namedElement
type tDRGElement from tNamedElement
element decision tDecision for drgElement
type tDecision from tDRGElement : question=@string? allowedAnswers=@string? variable=tInformationItem? informationRequirement=tInformationRequirement* knowledgeRequirement=tKnowledgeRequirement* authorityRequirement=tAuthorityRequirement* supportedObjective=tDMNElementReference* impactedPerformanceIndicator=tDMNElementReference* decisionMaker=tDMNElementReference* decisionOwner=tDMNElementReference* usingProcess=tDMNElementReference* usingTask=tDMNElementReference* expression?
element businessContextElement tBusinessContextElement abstract
type tBusinessContextElement from tNamedElement | URI=@anyURI
element performanceIndicator tPerformanceIndicator for businessContextElement
type tPerformanceIndicator from tBusinessContextElement : impactingDecision=tDMNElementReference*
element organizationUnit tOrganizationUnit for businessContextElement
type tOrganizationUnit from tBusinessContextElement : decisionMade=tDMNElementReference* decisionOwned=tDMNElementReference*
element inputData tInputData for drgElement
type tInputData from tDRGElement : variable=tInformationItem?
element knowledgeSource tKnowledgeSource for drgElement
type tKnowledgeSource from tDRGElement : authorityRequirement=tAuthorityRequirement* type=@string? owner=tDMNElementReference? | locationURI=@anyURI
element expression tExpression abstract
element itemDefinition tItemDefinition for namedElement
element literalExpression tLiteralExpression for expression
type tLiteralExpression from tExpression : ( text=@string / importedValues=tImportedValues )? | expressionLanguage=@anyURI
element invocation tInvocation for expression
type tInvocation from tExpression : expression? binding=tBinding*
type tBinding : parameter=tInformationItem expression?
element informationItem tInformationItem for namedElement
element decisionTable tDecisionTable for expression
type tImportedValues from tImport : importedElement=@string | expressionLanguage=@anyURI
element artifact tArtifact abstract for DMNElement
type tArtifact from tDMNElement
element textAnnotation tTextAnnotation for artifact
type tTextAnnotation from tArtifact : text=@string? | textFormat=@string
element association tAssociation for artifact
type tAssociation from tArtifact : sourceRef=tDMNElementReference targetRef=tDMNElementReference | associationDirection=tAssociationDirection
enum tAssociationDirection None, One, Both
enum tDecisionTableOrientation Rule-as-Row, Rule-as-Column, CrossTable
enum tHitPolicy UNIQUE, FIRST, PRIORITY, ANY, COLLECT, RULE ORDER, OUTPUT ORDER
enum tBuiltinAggregator SUM, COUNT, MIN, MAX
type tInputClause from tDMNElement : inputExpression=tLiteralExpression inputValues=tUnaryTests?
element context tContext for expression
element functionDefinition tFunctionDefinition for expression
element relation tRelation for expression
type tRelation from tExpression : column=tInformationItem* row=tList*
element list tList for expression
type tList from tExpression : expression*
type tNamedElement from tDMNElement | name!=@string
`;

export const DMN_11 = `
type tDefinitions from tNamedElement : import=tImport* itemDefinition=tItemDefinition* drgElement* artifact* elementCollection=tElementCollection* businessContextElement* | expressionLanguage=@anyURI typeLanguage=@anyURI namespace!=@anyURI exporter=@string exporterVersion=@string
element import tImport
type tImport | namespace!=@anyURI locationURI=@anyURI importType!=@anyURI
element businessKnowledgeModel tBusinessKnowledgeModel for drgElement
type tBusinessKnowledgeModel from tDRGElement : encapsulatedLogic=tFunctionDefinition? variable=tInformationItem? knowledgeRequirement=tKnowledgeRequirement* authorityRequirement=tAuthorityRequirement*
type tInformationRequirement : ( requiredDecision=tDMNElementReference / requiredInput=tDMNElementReference )
type tKnowledgeRequirement : requiredKnowledge=tDMNElementReference
type tAuthorityRequirement : requiredDecision=tDMNElementReference / requiredInput=tDMNElementReference / requiredAuthority=tDMNElementReference
type tExpression from tDMNElement | typeRef=@QName
type tItemDefinition from tNamedElement : ( typeRef=@QName allowedValues=tUnaryTests? ) / itemComponent=tItemDefinition* | typeLanguage=@anyURI isCollection=@boolean
type tInformationItem from tNamedElement | typeRef=@QName
type tDecisionTable from tExpression : input=tInputClause* output=tOutputClause+ rule=tDecisionRule* | hitPolicy=tHitPolicy aggregation=tBuiltinAggregator preferredOrientation=tDecisionTableOrientation outputLabel=@string
type tDecisionRule from tDMNElement : inputEntry=tUnaryTests* outputEntry=tLiteralExpression+
type tOutputClause from tDMNElement : outputValues=tUnaryTests? defaultOutputEntry=tLiteralExpression? | name=@string typeRef=@QName
type tContext from tExpression : contextEntry=tContextEntry*
type tContextEntry : variable=tInformationItem? expression
type tFunctionDefinition from tExpression : formalParameter=tInformationItem* expression?
type tUnaryTests from tDMNElement : text=@string | expressionLanguage=@anyURI
element decisionService tDecisionService for namedElement
type tDecisionService from tNamedElement : outputDecision=tDMNElementReference+ encapsulatedDecision=tDMNElementReference* inputDecision=tDMNElementReference* inputData=tDMNElementReference*
`;

export const DMN_12 = `
type tDefinitions from tNamedElement : import* itemDefinition=tItemDefinition* drgElement* artifact* elementCollection=tElementCollection* businessContextElement* dmndi:DMNDI? | expressionLanguage=@anyURI typeLanguage=@anyURI namespace!=@anyURI exporter=@string exporterVersion=@string
element import tImport for namedElement
type tImport from tNamedElement | namespace!=@anyURI locationURI=@anyURI importType!=@anyURI
element invocable tInvocable abstract for drgElement
type tInvocable from tDRGElement : variable=tInformationItem?
element businessKnowledgeModel tBusinessKnowledgeModel for invocable
type tBusinessKnowledgeModel from tInvocable : encapsulatedLogic=tFunctionDefinition? knowledgeRequirement=tKnowledgeRequirement* authorityRequirement=tAuthorityRequirement*
element informationRequirement tInformationRequirement for DMNElement
type tInformationRequirement from tDMNElement : ( requiredDecision=tDMNElementReference / requiredInput=tDMNElementReference )
element knowledgeRequirement tKnowledgeRequirement for DMNElement
type tKnowledgeRequirement from tDMNElement : requiredKnowledge=tDMNElementReference
element authorityRequirement tAuthorityRequirement for DMNElement
type tAuthorityRequirement from tDMNElement : requiredDecision=tDMNElementReference / requiredInput=tDMNElementReference / requiredAuthority=tDMNElementReference
type tExpression from tDMNElement | typeRef=@string
type tItemDefinition from tNamedElement : ( typeRef=@string allowedValues=tUnaryTests? ) / itemComponent=tItemDefinition* | typeLanguage=@anyURI isCollection=@boolean
type tInformationItem from tNamedElement | typeRef=@string
type tDecisionTable from tExpression : input=tInputClause* output=tOutputClause+ annotation=tRuleAnnotationClause* rule=tDecisionRule* | hitPolicy=tHitPolicy aggregation=tBuiltinAggregator preferredOrientation=tDecisionTableOrientation outputLabel=@string
type tOutputClause from tDMNElement : outputValues=tUnaryTests? defaultOutputEntry=tLiteralExpression? | name=@string typeRef=@string
type tRuleAnnotationClause | name=@string
type tDecisionRule from tDMNElement : inputEntry=tUnaryTests* outputEntry=tLiteralExpression+ annotationEntry=tRuleAnnotation*
type tRuleAnnotation : text=@string?
type tContext from tExpression : contextEntry*
element contextEntry tContextEntry for DMNElement
type tContextEntry from tDMNElement : variable=tInformationItem? expression
type tFunctionDefinition from tExpression : formalParameter=tInformationItem* expression? | kind=tFunctionKind
enum tFunctionKind FEEL, Java, PMML
type tUnaryTests from tDMNElement : text=@string | expressionLanguage=@anyURI
element decisionService tDecisionService for invocable
type tDecisionService from tInvocable : outputDecision=tDMNElementReference* encapsulatedDecision=tDMNElementReference* inputDecision=tDMNElementReference* inputData=tDMNElementReference*
element dmndi:DMNDI dmndi:DMNDI
element dmndi:DMNDiagram dmndi:DMNDiagram
element dmndi:DMNDiagramElement di:DiagramElement
element dmndi:DMNShape dmndi:DMNShape for dmndi:DMNDiagramElement
element dmndi:DMNEdge dmndi:DMNEdge for dmndi:DMNDiagramElement
element dmndi:DMNStyle dmndi:DMNStyle for di:Style
element dmndi:DMNLabel dmndi:DMNLabel
element dmndi:DMNDecisionServiceDividerLine dmndi:DMNDecisionServiceDividerLine
type dmndi:DMNDI : dmndi:DMNDiagram* dmndi:DMNStyle*
type dmndi:DMNDiagram from di:Diagram : dmndi:Size=dc:Dimension? dmndi:DMNDiagramElement*
type dmndi:DMNShape from di:Shape : dmndi:DMNLabel? dmndi:DMNDecisionServiceDividerLine? | dmnElementRef!=@QName isListedInputData=@boolean isCollapsed=@boolean
type dmndi:DMNDecisionServiceDividerLine from di:Edge
type dmndi:DMNEdge from di:Edge : dmndi:DMNLabel? | dmnElementRef!=@QName
type dmndi:DMNLabel from di:Shape : dmndi:Text=@string?
type dmndi:DMNStyle from di:Style : dmndi:FillColor=dc:Color? dmndi:StrokeColor=dc:Color? dmndi:FontColor=dc:Color? | fontFamily=@string fontSize=@double fontItalic=@boolean fontBold=@boolean fontUnderline=@boolean fontStrikeThrough=@boolean labelHorizontalAlignement=dc:AlignmentKind labelVerticalAlignment=dc:AlignmentKind
element di:Style di:Style
type di:DiagramElement.extension : <other>*
type di:DiagramElement abstract : di:extension=di:DiagramElement.extension? di:Style? | sharedStyle=@IDREF id=@ID *
type di:Diagram abstract from di:DiagramElement | name=@string documentation=@string resolution=@double
type di:Shape abstract from di:DiagramElement : dc:Bounds?
type di:Edge abstract from di:DiagramElement : di:waypoint=dc:Point*
type di:Style.extension : <other>*
type di:Style abstract : di:extension=di:Style.extension? | id=@ID *
element dc:Color dc:Color
element dc:Point dc:Point
element dc:Bounds dc:Bounds
element dc:Dimension dc:Dimension
type dc:Color | red!=dc:rgb green!=dc:rgb blue!=dc:rgb
text dc:rgb
type dc:Point | x!=@double y!=@double
type dc:Dimension | width!=@double height!=@double
type dc:Bounds | x!=@double y!=@double width!=@double height!=@double
enum dc:AlignmentKind start, end, center
enum dc:KnownColor maroon, red, orange, yellow, olive, purple, fuchsia, white, lime, green, navy, blue, aqua, teal, black, silver, gray
`;

export const DMN_13 = `
type tDefinitions from tNamedElement : import* itemDefinition=tItemDefinition* drgElement* artifact* elementCollection=tElementCollection* businessContextElement* dmndi:DMNDI? | expressionLanguage=@anyURI typeLanguage=@anyURI namespace!=@anyURI exporter=@string exporterVersion=@string
element import tImport for namedElement
type tImport from tNamedElement | namespace!=@anyURI locationURI=@anyURI importType!=@anyURI
element invocable tInvocable abstract for drgElement
type tInvocable from tDRGElement : variable=tInformationItem?
element businessKnowledgeModel tBusinessKnowledgeModel for invocable
type tBusinessKnowledgeModel from tInvocable : encapsulatedLogic=tFunctionDefinition? knowledgeRequirement=tKnowledgeRequirement* authorityRequirement=tAuthorityRequirement*
element informationRequirement tInformationRequirement for DMNElement
type tInformationRequirement from tDMNElement : ( requiredDecision=tDMNElementReference / requiredInput=tDMNElementReference )
element knowledgeRequirement tKnowledgeRequirement for DMNElement
type tKnowledgeRequirement from tDMNElement : requiredKnowledge=tDMNElementReference
element authorityRequirement tAuthorityRequirement for DMNElement
type tAuthorityRequirement from tDMNElement : requiredDecision=tDMNElementReference / requiredInput=tDMNElementReference / requiredAuthority=tDMNElementReference
type tExpression from tDMNElement | typeRef=@string
type tItemDefinition from tNamedElement : ( typeRef=@string allowedValues=tUnaryTests? ) / itemComponent=tItemDefinition* / functionItem=tFunctionItem? | typeLanguage=@anyURI isCollection=@boolean
element functionItem tFunctionItem for DMNElement
type tFunctionItem from tDMNElement : parameters=tInformationItem* | outputTypeRef=@string
type tInformationItem from tNamedElement | typeRef=@string
type tDecisionTable from tExpression : input=tInputClause* output=tOutputClause+ annotation=tRuleAnnotationClause* rule=tDecisionRule* | hitPolicy=tHitPolicy aggregation=tBuiltinAggregator preferredOrientation=tDecisionTableOrientation outputLabel=@string
type tOutputClause from tDMNElement : outputValues=tUnaryTests? defaultOutputEntry=tLiteralExpression? | name=@string typeRef=@string
type tRuleAnnotationClause | name=@string
type tDecisionRule from tDMNElement : inputEntry=tUnaryTests* outputEntry=tLiteralExpression+ annotationEntry=tRuleAnnotation*
type tRuleAnnotation : text=@string?
element group tGroup for artifact
type tGroup from tArtifact | name=@string
type tContext from tExpression : contextEntry*
element contextEntry tContextEntry for DMNElement
type tContextEntry from tDMNElement : variable=tInformationItem? expression
type tFunctionDefinition from tExpression : formalParameter=tInformationItem* expression? | kind=tFunctionKind
enum tFunctionKind FEEL, Java, PMML
type tUnaryTests from tDMNElement : text=@string | expressionLanguage=@anyURI
element decisionService tDecisionService for invocable
type tDecisionService from tInvocable : outputDecision=tDMNElementReference* encapsulatedDecision=tDMNElementReference* inputDecision=tDMNElementReference* inputData=tDMNElementReference*
element dmndi:DMNDI dmndi:DMNDI
element dmndi:DMNDiagram dmndi:DMNDiagram
element dmndi:DMNDiagramElement di:DiagramElement
element dmndi:DMNShape dmndi:DMNShape for dmndi:DMNDiagramElement
element dmndi:DMNEdge dmndi:DMNEdge for dmndi:DMNDiagramElement
element dmndi:DMNStyle dmndi:DMNStyle for di:Style
element dmndi:DMNLabel dmndi:DMNLabel
element dmndi:DMNDecisionServiceDividerLine dmndi:DMNDecisionServiceDividerLine
type dmndi:DMNDI : dmndi:DMNDiagram* dmndi:DMNStyle*
type dmndi:DMNDiagram from di:Diagram : dmndi:Size=dc:Dimension? dmndi:DMNDiagramElement*
type dmndi:DMNShape from di:Shape : dmndi:DMNLabel? dmndi:DMNDecisionServiceDividerLine? | dmnElementRef!=@QName isListedInputData=@boolean isCollapsed=@boolean
type dmndi:DMNDecisionServiceDividerLine from di:Edge
type dmndi:DMNEdge from di:Edge : dmndi:DMNLabel? | dmnElementRef!=@QName sourceElement=@QName targetElement=@QName
type dmndi:DMNLabel from di:Shape : dmndi:Text=@string?
type dmndi:DMNStyle from di:Style : dmndi:FillColor=dc:Color? dmndi:StrokeColor=dc:Color? dmndi:FontColor=dc:Color? | fontFamily=@string fontSize=@double fontItalic=@boolean fontBold=@boolean fontUnderline=@boolean fontStrikeThrough=@boolean labelHorizontalAlignement=dc:AlignmentKind labelVerticalAlignment=dc:AlignmentKind
element di:Style di:Style
type di:DiagramElement.extension : <other>*
type di:DiagramElement abstract : di:extension=di:DiagramElement.extension? di:Style? | sharedStyle=@IDREF id=@ID *
type di:Diagram abstract from di:DiagramElement | name=@string documentation=@string resolution=@double
type di:Shape abstract from di:DiagramElement : dc:Bounds?
type di:Edge abstract from di:DiagramElement : di:waypoint=dc:Point*
type di:Style.extension : <other>*
type di:Style abstract : di:extension=di:Style.extension? | id=@ID *
element dc:Color dc:Color
element dc:Point dc:Point
element dc:Bounds dc:Bounds
element dc:Dimension dc:Dimension
type dc:Color | red!=dc:rgb green!=dc:rgb blue!=dc:rgb
text dc:rgb
type dc:Point | x!=@double y!=@double
type dc:Dimension | width!=@double height!=@double
type dc:Bounds | x!=@double y!=@double width!=@double height!=@double
enum dc:AlignmentKind start, end, center
enum dc:KnownColor maroon, red, orange, yellow, olive, purple, fuchsia, white, lime, green, navy, blue, aqua, teal, black, silver, gray
`;

export const DMN_14 = `
type tDefinitions from tNamedElement : import* itemDefinition=tItemDefinition* drgElement* artifact* elementCollection=tElementCollection* businessContextElement* dmndi:DMNDI? | expressionLanguage=@anyURI typeLanguage=@anyURI namespace!=@anyURI exporter=@string exporterVersion=@string
element import tImport for namedElement
type tImport from tNamedElement | namespace!=@anyURI locationURI=@anyURI importType!=@anyURI
element invocable tInvocable abstract for drgElement
type tInvocable from tDRGElement : variable=tInformationItem?
element businessKnowledgeModel tBusinessKnowledgeModel for invocable
type tBusinessKnowledgeModel from tInvocable : encapsulatedLogic=tFunctionDefinition? knowledgeRequirement=tKnowledgeRequirement* authorityRequirement=tAuthorityRequirement*
element informationRequirement tInformationRequirement for DMNElement
type tInformationRequirement from tDMNElement : ( requiredDecision=tDMNElementReference / requiredInput=tDMNElementReference )
element knowledgeRequirement tKnowledgeRequirement for DMNElement
type tKnowledgeRequirement from tDMNElement : requiredKnowledge=tDMNElementReference
element authorityRequirement tAuthorityRequirement for DMNElement
type tAuthorityRequirement from tDMNElement : requiredDecision=tDMNElementReference / requiredInput=tDMNElementReference / requiredAuthority=tDMNElementReference
type tExpression from tDMNElement | typeRef=@string
type tItemDefinition from tNamedElement : ( typeRef=@string allowedValues=tUnaryTests? ) / itemComponent=tItemDefinition* / functionItem=tFunctionItem? | typeLanguage=@anyURI isCollection=@boolean
element functionItem tFunctionItem for DMNElement
type tFunctionItem from tDMNElement : parameters=tInformationItem* | outputTypeRef=@string
type tInformationItem from tNamedElement | typeRef=@string
type tDecisionTable from tExpression : input=tInputClause* output=tOutputClause+ annotation=tRuleAnnotationClause* rule=tDecisionRule* | hitPolicy=tHitPolicy aggregation=tBuiltinAggregator preferredOrientation=tDecisionTableOrientation outputLabel=@string
type tOutputClause from tDMNElement : outputValues=tUnaryTests? defaultOutputEntry=tLiteralExpression? | name=@string typeRef=@string
type tRuleAnnotationClause | name=@string
type tDecisionRule from tDMNElement : inputEntry=tUnaryTests* outputEntry=tLiteralExpression+ annotationEntry=tRuleAnnotation*
type tRuleAnnotation : text=@string?
element group tGroup for artifact
type tGroup from tArtifact | name=@string
type tContext from tExpression : contextEntry*
element contextEntry tContextEntry for DMNElement
type tContextEntry from tDMNElement : variable=tInformationItem? expression
type tFunctionDefinition from tExpression : formalParameter=tInformationItem* expression? | kind=tFunctionKind
enum tFunctionKind FEEL, Java, PMML
type tUnaryTests from tExpression : text=@string | expressionLanguage=@anyURI
element decisionService tDecisionService for invocable
type tDecisionService from tInvocable : outputDecision=tDMNElementReference* encapsulatedDecision=tDMNElementReference* inputDecision=tDMNElementReference* inputData=tDMNElementReference*
type tChildExpression : expression | id=@ID
type tTypedChildExpression from tChildExpression | typeRef=@string
type tIterator from tExpression : in=tTypedChildExpression | iteratorVariable=@string
element for tFor for expression
type tFor from tIterator : return=tChildExpression
element every tQuantified for expression
element some tQuantified for expression
type tQuantified from tIterator : satisfies=tChildExpression
element conditional tConditional for expression
type tConditional from tExpression : if=tChildExpression then=tChildExpression else=tChildExpression
element filter tFilter for expression
type tFilter from tExpression : in=tChildExpression match=tChildExpression
element dmndi:DMNDI dmndi:DMNDI
element dmndi:DMNDiagram dmndi:DMNDiagram
element dmndi:DMNDiagramElement di:DiagramElement
element dmndi:DMNShape dmndi:DMNShape for dmndi:DMNDiagramElement
element dmndi:DMNEdge dmndi:DMNEdge for dmndi:DMNDiagramElement
element dmndi:DMNStyle dmndi:DMNStyle for di:Style
element dmndi:DMNLabel dmndi:DMNLabel
element dmndi:DMNDecisionServiceDividerLine dmndi:DMNDecisionServiceDividerLine
type dmndi:DMNDI : dmndi:DMNDiagram* dmndi:DMNStyle*
type dmndi:DMNDiagram from di:Diagram : dmndi:Size=dc:Dimension? dmndi:DMNDiagramElement*
type dmndi:DMNShape from di:Shape : dmndi:DMNLabel? dmndi:DMNDecisionServiceDividerLine? | dmnElementRef!=@QName isListedInputData=@boolean isCollapsed=@boolean
type dmndi:DMNDecisionServiceDividerLine from di:Edge
type dmndi:DMNEdge from di:Edge : dmndi:DMNLabel? | dmnElementRef!=@QName sourceElement=@QName targetElement=@QName
type dmndi:DMNLabel from di:Shape : dmndi:Text=@string?
type dmndi:DMNStyle from di:Style : dmndi:FillColor=dc:Color? dmndi:StrokeColor=dc:Color? dmndi:FontColor=dc:Color? | fontFamily=@string fontSize=@double fontItalic=@boolean fontBold=@boolean fontUnderline=@boolean fontStrikeThrough=@boolean labelHorizontalAlignement=dc:AlignmentKind labelVerticalAlignment=dc:AlignmentKind
element di:Style di:Style
type di:DiagramElement.extension : <other>*
type di:DiagramElement abstract : di:extension=di:DiagramElement.extension? di:Style? | sharedStyle=@IDREF id=@ID *
type di:Diagram abstract from di:DiagramElement | name=@string documentation=@string resolution=@double
type di:Shape abstract from di:DiagramElement : dc:Bounds?
type di:Edge abstract from di:DiagramElement : di:waypoint=dc:Point*
type di:Style.extension : <other>*
type di:Style abstract : di:extension=di:Style.extension? | id=@ID *
element dc:Color dc:Color
element dc:Point dc:Point
element dc:Bounds dc:Bounds
element dc:Dimension dc:Dimension
type dc:Color | red!=dc:rgb green!=dc:rgb blue!=dc:rgb
text dc:rgb
type dc:Point | x!=@double y!=@double
type dc:Dimension | width!=@double height!=@double
type dc:Bounds | x!=@double y!=@double width!=@double height!=@double
enum dc:AlignmentKind start, end, center
enum dc:KnownColor maroon, red, orange, yellow, olive, purple, fuchsia, white, lime, green, navy, blue, aqua, teal, black, silver, gray
`;

export const DMN_15 = `
type tDefinitions from tNamedElement : import* itemDefinition=tItemDefinition* drgElement* artifact* elementCollection=tElementCollection* businessContextElement* dmndi:DMNDI? | expressionLanguage=@anyURI typeLanguage=@anyURI namespace!=@anyURI exporter=@string exporterVersion=@string
element import tImport for namedElement
type tImport from tNamedElement | namespace!=@anyURI locationURI=@anyURI importType!=@anyURI
element invocable tInvocable abstract for drgElement
type tInvocable from tDRGElement : variable=tInformationItem?
element businessKnowledgeModel tBusinessKnowledgeModel for invocable
type tBusinessKnowledgeModel from tInvocable : encapsulatedLogic=tFunctionDefinition? knowledgeRequirement=tKnowledgeRequirement* authorityRequirement=tAuthorityRequirement*
element informationRequirement tInformationRequirement for DMNElement
type tInformationRequirement from tDMNElement : ( requiredDecision=tDMNElementReference / requiredInput=tDMNElementReference )
element knowledgeRequirement tKnowledgeRequirement for DMNElement
type tKnowledgeRequirement from tDMNElement : requiredKnowledge=tDMNElementReference
element authorityRequirement tAuthorityRequirement for DMNElement
type tAuthorityRequirement from tDMNElement : requiredDecision=tDMNElementReference / requiredInput=tDMNElementReference / requiredAuthority=tDMNElementReference
type tExpression from tDMNElement | typeRef=@string
type tItemDefinition from tNamedElement : ( typeRef=@string allowedValues=tUnaryTests? typeConstraint=tUnaryTests? ) / itemComponent=tItemDefinition* / functionItem=tFunctionItem? | typeLanguage=@anyURI isCollection=@boolean
element functionItem tFunctionItem for DMNElement
type tFunctionItem from tDMNElement : parameters=tInformationItem* | outputTypeRef=@string
type tInformationItem from tNamedElement | typeRef=@string
type tDecisionTable from tExpression : input=tInputClause* output=tOutputClause+ annotation=tRuleAnnotationClause* rule=tDecisionRule* | hitPolicy=tHitPolicy aggregation=tBuiltinAggregator preferredOrientation=tDecisionTableOrientation outputLabel=@string
type tOutputClause from tDMNElement : outputValues=tUnaryTests? defaultOutputEntry=tLiteralExpression? | name=@string typeRef=@string
type tRuleAnnotationClause | name=@string
type tDecisionRule from tDMNElement : inputEntry=tUnaryTests* outputEntry=tLiteralExpression+ annotationEntry=tRuleAnnotation*
type tRuleAnnotation : text=@string?
element group tGroup for artifact
type tGroup from tArtifact | name=@string
type tContext from tExpression : contextEntry*
element contextEntry tContextEntry for DMNElement
type tContextEntry from tDMNElement : variable=tInformationItem? expression
type tFunctionDefinition from tExpression : formalParameter=tInformationItem* expression? | kind=tFunctionKind
enum tFunctionKind FEEL, Java, PMML
type tUnaryTests from tExpression : text=@string | expressionLanguage=@anyURI
element decisionService tDecisionService for invocable
type tDecisionService from tInvocable : outputDecision=tDMNElementReference* encapsulatedDecision=tDMNElementReference* inputDecision=tDMNElementReference* inputData=tDMNElementReference*
type tChildExpression : expression | id=@ID
type tTypedChildExpression from tChildExpression | typeRef=@string
type tIterator from tExpression : in=tTypedChildExpression | iteratorVariable=@string
element for tFor for expression
type tFor from tIterator : return=tChildExpression
element every tQuantified for expression
element some tQuantified for expression
type tQuantified from tIterator : satisfies=tChildExpression
element conditional tConditional for expression
type tConditional from tExpression : if=tChildExpression then=tChildExpression else=tChildExpression
element filter tFilter for expression
type tFilter from tExpression : in=tChildExpression match=tChildExpression
element dmndi:DMNDI dmndi:DMNDI
element dmndi:DMNDiagram dmndi:DMNDiagram
element dmndi:DMNDiagramElement di:DiagramElement
element dmndi:DMNShape dmndi:DMNShape for dmndi:DMNDiagramElement
element dmndi:DMNEdge dmndi:DMNEdge for dmndi:DMNDiagramElement
element dmndi:DMNStyle dmndi:DMNStyle for di:Style
element dmndi:DMNLabel dmndi:DMNLabel
element dmndi:DMNDecisionServiceDividerLine dmndi:DMNDecisionServiceDividerLine
type dmndi:DMNDI : dmndi:DMNDiagram* dmndi:DMNStyle*
type dmndi:DMNDiagram from di:Diagram : dmndi:Size=dc:Dimension? dmndi:DMNDiagramElement* | useAlternativeInputDataShape=@boolean
type dmndi:DMNShape from di:Shape : dmndi:DMNLabel? dmndi:DMNDecisionServiceDividerLine? | dmnElementRef!=@QName isListedInputData=@boolean isCollapsed=@boolean
type dmndi:DMNDecisionServiceDividerLine from di:Edge
type dmndi:DMNEdge from di:Edge : dmndi:DMNLabel? | dmnElementRef!=@QName sourceElement=@QName targetElement=@QName
type dmndi:DMNLabel from di:Shape : dmndi:Text=@string?
type dmndi:DMNStyle from di:Style : dmndi:FillColor=dc:Color? dmndi:StrokeColor=dc:Color? dmndi:FontColor=dc:Color? | fontFamily=@string fontSize=@double fontItalic=@boolean fontBold=@boolean fontUnderline=@boolean fontStrikeThrough=@boolean labelHorizontalAlignement=dc:AlignmentKind labelVerticalAlignment=dc:AlignmentKind
element di:Style di:Style
type di:DiagramElement.extension : <other>*
type di:DiagramElement abstract : di:extension=di:DiagramElement.extension? di:Style? | sharedStyle=@IDREF id=@ID *
type di:Diagram abstract from di:DiagramElement | name=@string documentation=@string resolution=@double
type di:Shape abstract from di:DiagramElement : dc:Bounds?
type di:Edge abstract from di:DiagramElement : di:waypoint=dc:Point*
type di:Style.extension : <other>*
type di:Style abstract : di:extension=di:Style.extension? | id=@ID *
element dc:Color dc:Color
element dc:Point dc:Point
element dc:Bounds dc:Bounds
element dc:Dimension dc:Dimension
type dc:Color | red!=dc:rgb green!=dc:rgb blue!=dc:rgb
text dc:rgb
type dc:Point | x!=@double y!=@double
type dc:Dimension | width!=@double height!=@double
type dc:Bounds | x!=@double y!=@double width!=@double height!=@double
enum dc:AlignmentKind start, end, center
enum dc:KnownColor maroon, red, orange, yellow, olive, purple, fuchsia, white, lime, green, navy, blue, aqua, teal, black, silver, gray
`;
