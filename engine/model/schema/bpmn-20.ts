// Written by scripts/schema-tables.mjs from the schema files of BPMN 2.0.2 (OMG formal/2013-12-09, chapter 15.3).
export const BPMN_20 = `
element activity tActivity
type tActivity abstract from tFlowNode : ioSpecification? property* dataInputAssociation* dataOutputAssociation* resourceRole* loopCharacteristics? | isForCompensation=@boolean startQuantity=@integer completionQuantity=@integer default=@IDREF
element adHocSubProcess tAdHocSubProcess for flowElement
type tAdHocSubProcess from tSubProcess : completionCondition=tExpression? | cancelRemainingInstances=@boolean ordering=tAdHocOrdering
enum tAdHocOrdering Parallel, Sequential
element artifact tArtifact
type tArtifact abstract from tBaseElement
element assignment tAssignment
type tAssignment from tBaseElement : from=tExpression to=tExpression
element association tAssociation for artifact
type tAssociation from tArtifact | sourceRef!=@QName targetRef!=@QName associationDirection=tAssociationDirection
enum tAssociationDirection None, One, Both
element auditing tAuditing
type tAuditing from tBaseElement
element baseElement tBaseElement
type tBaseElement abstract : documentation* extensionElements? | id=@ID *
element baseElementWithMixedContent tBaseElementWithMixedContent
type tBaseElementWithMixedContent abstract mixed : documentation* extensionElements? | id=@ID *
element boundaryEvent tBoundaryEvent for flowElement
type tBoundaryEvent from tCatchEvent | cancelActivity=@boolean attachedToRef!=@QName
element businessRuleTask tBusinessRuleTask for flowElement
type tBusinessRuleTask from tTask | implementation=tImplementation
element callableElement tCallableElement
type tCallableElement from tRootElement : supportedInterfaceRef=@QName* ioSpecification? ioBinding* | name=@string
element callActivity tCallActivity for flowElement
type tCallActivity from tActivity | calledElement=@string
element callChoreography tCallChoreography for flowElement
type tCallChoreography from tChoreographyActivity : participantAssociation* | calledChoreographyRef=@QName
element callConversation tCallConversation for conversationNode
type tCallConversation from tConversationNode : participantAssociation* | calledCollaborationRef=@QName
element cancelEventDefinition tCancelEventDefinition for eventDefinition
type tCancelEventDefinition from tEventDefinition
element catchEvent tCatchEvent
type tCatchEvent abstract from tEvent : dataOutput* dataOutputAssociation* outputSet? eventDefinition* eventDefinitionRef=@QName* | parallelMultiple=@boolean
element category tCategory for rootElement
type tCategory from tRootElement : categoryValue* | name=@string
element categoryValue tCategoryValue
type tCategoryValue from tBaseElement | value=@string
element choreography tChoreography for collaboration
type tChoreography from tCollaboration : flowElement*
element choreographyActivity tChoreographyActivity
type tChoreographyActivity abstract from tFlowNode : participantRef=@QName+2 correlationKey* | initiatingParticipantRef!=@QName loopType=tChoreographyLoopType
enum tChoreographyLoopType None, Standard, MultiInstanceSequential, MultiInstanceParallel
element choreographyTask tChoreographyTask for flowElement
type tChoreographyTask from tChoreographyActivity : messageFlowRef=@QName+
element collaboration tCollaboration for rootElement
type tCollaboration from tRootElement : participant* messageFlow* artifact* conversationNode* conversationAssociation* participantAssociation* messageFlowAssociation* correlationKey* choreographyRef=@QName* conversationLink* | name=@string isClosed=@boolean
element compensateEventDefinition tCompensateEventDefinition for eventDefinition
type tCompensateEventDefinition from tEventDefinition | waitForCompletion=@boolean activityRef=@QName
element complexBehaviorDefinition tComplexBehaviorDefinition
type tComplexBehaviorDefinition from tBaseElement : condition=tFormalExpression event=tImplicitThrowEvent?
element complexGateway tComplexGateway for flowElement
type tComplexGateway from tGateway : activationCondition=tExpression? | default=@IDREF
element conditionalEventDefinition tConditionalEventDefinition for eventDefinition
type tConditionalEventDefinition from tEventDefinition : condition=tExpression
element conversation tConversation for conversationNode
type tConversation from tConversationNode
element conversationAssociation tConversationAssociation
type tConversationAssociation from tBaseElement | innerConversationNodeRef!=@QName outerConversationNodeRef!=@QName
element conversationLink tConversationLink
type tConversationLink from tBaseElement | name=@string sourceRef!=@QName targetRef!=@QName
element conversationNode tConversationNode
type tConversationNode abstract from tBaseElement : participantRef=@QName* messageFlowRef=@QName* correlationKey* | name=@string
element correlationKey tCorrelationKey
type tCorrelationKey from tBaseElement : correlationPropertyRef=@QName* | name=@string
element correlationProperty tCorrelationProperty for rootElement
type tCorrelationProperty from tRootElement : correlationPropertyRetrievalExpression+ | name=@string type=@QName
element correlationPropertyBinding tCorrelationPropertyBinding
type tCorrelationPropertyBinding from tBaseElement : dataPath=tFormalExpression | correlationPropertyRef!=@QName
element correlationPropertyRetrievalExpression tCorrelationPropertyRetrievalExpression
type tCorrelationPropertyRetrievalExpression from tBaseElement : messagePath=tFormalExpression | messageRef!=@QName
element correlationSubscription tCorrelationSubscription
type tCorrelationSubscription from tBaseElement : correlationPropertyBinding* | correlationKeyRef!=@QName
element dataAssociation tDataAssociation
type tDataAssociation from tBaseElement : sourceRef=@IDREF* targetRef=@IDREF transformation=tFormalExpression? assignment*
element dataInput tDataInput
type tDataInput from tBaseElement : dataState? | name=@string itemSubjectRef=@QName isCollection=@boolean
element dataInputAssociation tDataInputAssociation
type tDataInputAssociation from tDataAssociation
element dataObject tDataObject for flowElement
type tDataObject from tFlowElement : dataState? | itemSubjectRef=@QName isCollection=@boolean
element dataObjectReference tDataObjectReference for flowElement
type tDataObjectReference from tFlowElement : dataState? | itemSubjectRef=@QName dataObjectRef=@IDREF
element dataOutput tDataOutput
type tDataOutput from tBaseElement : dataState? | name=@string itemSubjectRef=@QName isCollection=@boolean
element dataOutputAssociation tDataOutputAssociation
type tDataOutputAssociation from tDataAssociation
element dataState tDataState
type tDataState from tBaseElement | name=@string
element dataStore tDataStore for rootElement
type tDataStore from tRootElement : dataState? | name=@string capacity=@integer isUnlimited=@boolean itemSubjectRef=@QName
element dataStoreReference tDataStoreReference for flowElement
type tDataStoreReference from tFlowElement : dataState? | itemSubjectRef=@QName dataStoreRef=@QName
element documentation tDocumentation
type tDocumentation mixed : <any>? | id=@ID textFormat=@string
element endEvent tEndEvent for flowElement
type tEndEvent from tThrowEvent
element endPoint tEndPoint for rootElement
type tEndPoint from tRootElement
element error tError for rootElement
type tError from tRootElement | name=@string errorCode=@string structureRef=@QName
element errorEventDefinition tErrorEventDefinition for eventDefinition
type tErrorEventDefinition from tEventDefinition | errorRef=@QName
element escalation tEscalation for rootElement
type tEscalation from tRootElement | name=@string escalationCode=@string structureRef=@QName
element escalationEventDefinition tEscalationEventDefinition for eventDefinition
type tEscalationEventDefinition from tEventDefinition | escalationRef=@QName
element event tEvent for flowElement
type tEvent abstract from tFlowNode : property*
element eventBasedGateway tEventBasedGateway for flowElement
type tEventBasedGateway from tGateway | instantiate=@boolean eventGatewayType=tEventBasedGatewayType
enum tEventBasedGatewayType Exclusive, Parallel
element eventDefinition tEventDefinition for rootElement
type tEventDefinition abstract from tRootElement
element exclusiveGateway tExclusiveGateway for flowElement
type tExclusiveGateway from tGateway | default=@IDREF
element expression tExpression
type tExpression from tBaseElementWithMixedContent
element extension tExtension
type tExtension : documentation* | definition=@QName mustUnderstand=@boolean
element extensionElements tExtensionElements
type tExtensionElements : <other>*
element flowElement tFlowElement
type tFlowElement abstract from tBaseElement : auditing? monitoring? categoryValueRef=@QName* | name=@string
element flowNode tFlowNode
type tFlowNode abstract from tFlowElement : incoming=@QName* outgoing=@QName*
element formalExpression tFormalExpression for expression
type tFormalExpression from tExpression | language=@anyURI evaluatesToTypeRef=@QName
element gateway tGateway abstract
type tGateway from tFlowNode | gatewayDirection=tGatewayDirection
enum tGatewayDirection Unspecified, Converging, Diverging, Mixed
element globalBusinessRuleTask tGlobalBusinessRuleTask for rootElement
type tGlobalBusinessRuleTask from tGlobalTask | implementation=tImplementation
element globalChoreographyTask tGlobalChoreographyTask for choreography
type tGlobalChoreographyTask from tChoreography | initiatingParticipantRef=@QName
element globalConversation tGlobalConversation for collaboration
type tGlobalConversation from tCollaboration
element globalManualTask tGlobalManualTask for rootElement
type tGlobalManualTask from tGlobalTask
element globalScriptTask tGlobalScriptTask for rootElement
type tGlobalScriptTask from tGlobalTask : script? | scriptLanguage=@anyURI
element globalTask tGlobalTask for rootElement
type tGlobalTask from tCallableElement : resourceRole*
element globalUserTask tGlobalUserTask for rootElement
type tGlobalUserTask from tGlobalTask : rendering* | implementation=tImplementation
element group tGroup for artifact
type tGroup from tArtifact | categoryValueRef=@QName
element humanPerformer tHumanPerformer for performer
type tHumanPerformer from tPerformer
text tImplementation
element implicitThrowEvent tImplicitThrowEvent for flowElement
type tImplicitThrowEvent from tThrowEvent
element inclusiveGateway tInclusiveGateway for flowElement
type tInclusiveGateway from tGateway | default=@IDREF
element inputSet tInputSet
type tInputSet from tBaseElement : dataInputRefs=@IDREF* optionalInputRefs=@IDREF* whileExecutingInputRefs=@IDREF* outputSetRefs=@IDREF* | name=@string
element interface tInterface for rootElement
type tInterface from tRootElement : operation+ | name!=@string implementationRef=@QName
element intermediateCatchEvent tIntermediateCatchEvent for flowElement
type tIntermediateCatchEvent from tCatchEvent
element intermediateThrowEvent tIntermediateThrowEvent for flowElement
type tIntermediateThrowEvent from tThrowEvent
element ioBinding tInputOutputBinding
type tInputOutputBinding from tBaseElement | operationRef!=@QName inputDataRef!=@IDREF outputDataRef!=@IDREF
element ioSpecification tInputOutputSpecification
type tInputOutputSpecification from tBaseElement : dataInput* dataOutput* inputSet+ outputSet+
element itemDefinition tItemDefinition for rootElement
type tItemDefinition from tRootElement | structureRef=@QName isCollection=@boolean itemKind=tItemKind
enum tItemKind Information, Physical
element lane tLane
type tLane from tBaseElement : partitionElement=tBaseElement? flowNodeRef=@IDREF* childLaneSet=tLaneSet? | name=@string partitionElementRef=@QName
element laneSet tLaneSet
type tLaneSet from tBaseElement : lane* | name=@string
element linkEventDefinition tLinkEventDefinition for eventDefinition
type tLinkEventDefinition from tEventDefinition : source=@QName* target=@QName? | name!=@string
element loopCharacteristics tLoopCharacteristics
type tLoopCharacteristics abstract from tBaseElement
element manualTask tManualTask for flowElement
type tManualTask from tTask
element message tMessage for rootElement
type tMessage from tRootElement | name=@string itemRef=@QName
element messageEventDefinition tMessageEventDefinition for eventDefinition
type tMessageEventDefinition from tEventDefinition : operationRef=@QName? | messageRef=@QName
element messageFlow tMessageFlow
type tMessageFlow from tBaseElement | name=@string sourceRef!=@QName targetRef!=@QName messageRef=@QName
element messageFlowAssociation tMessageFlowAssociation
type tMessageFlowAssociation from tBaseElement | innerMessageFlowRef!=@QName outerMessageFlowRef!=@QName
element monitoring tMonitoring
type tMonitoring from tBaseElement
element multiInstanceLoopCharacteristics tMultiInstanceLoopCharacteristics for loopCharacteristics
type tMultiInstanceLoopCharacteristics from tLoopCharacteristics : loopCardinality=tExpression? loopDataInputRef=@QName? loopDataOutputRef=@QName? inputDataItem=tDataInput? outputDataItem=tDataOutput? complexBehaviorDefinition* completionCondition=tExpression? | isSequential=@boolean behavior=tMultiInstanceFlowCondition oneBehaviorEventRef=@QName noneBehaviorEventRef=@QName
enum tMultiInstanceFlowCondition None, One, All, Complex
element operation tOperation
type tOperation from tBaseElement : inMessageRef=@QName outMessageRef=@QName? errorRef=@QName* | name!=@string implementationRef=@QName
element outputSet tOutputSet
type tOutputSet from tBaseElement : dataOutputRefs=@IDREF* optionalOutputRefs=@IDREF* whileExecutingOutputRefs=@IDREF* inputSetRefs=@IDREF* | name=@string
element parallelGateway tParallelGateway for flowElement
type tParallelGateway from tGateway
element participant tParticipant
type tParticipant from tBaseElement : interfaceRef=@QName* endPointRef=@QName* participantMultiplicity? | name=@string processRef=@QName
element participantAssociation tParticipantAssociation
type tParticipantAssociation from tBaseElement : innerParticipantRef=@QName outerParticipantRef=@QName
element participantMultiplicity tParticipantMultiplicity
type tParticipantMultiplicity from tBaseElement | minimum=@int maximum=@int
element partnerEntity tPartnerEntity for rootElement
type tPartnerEntity from tRootElement : participantRef=@QName* | name=@string
element partnerRole tPartnerRole for rootElement
type tPartnerRole from tRootElement : participantRef=@QName* | name=@string
element performer tPerformer for resourceRole
type tPerformer from tResourceRole
element potentialOwner tPotentialOwner for performer
type tPotentialOwner from tHumanPerformer
element process tProcess for rootElement
type tProcess from tCallableElement : auditing? monitoring? property* laneSet* flowElement* artifact* resourceRole* correlationSubscription* supports=@QName* | processType=tProcessType isClosed=@boolean isExecutable=@boolean definitionalCollaborationRef=@QName
enum tProcessType None, Public, Private
element property tProperty
type tProperty from tBaseElement : dataState? | name=@string itemSubjectRef=@QName
element receiveTask tReceiveTask for flowElement
type tReceiveTask from tTask | implementation=tImplementation instantiate=@boolean messageRef=@QName operationRef=@QName
element relationship tRelationship
type tRelationship from tBaseElement : source=@QName+ target=@QName+ | type!=@string direction=tRelationshipDirection
enum tRelationshipDirection None, Forward, Backward, Both
element rendering tRendering
type tRendering from tBaseElement
element resource tResource for rootElement
type tResource from tRootElement : resourceParameter* | name!=@string
element resourceAssignmentExpression tResourceAssignmentExpression
type tResourceAssignmentExpression from tBaseElement : expression
element resourceParameter tResourceParameter
type tResourceParameter from tBaseElement | name=@string type=@QName isRequired=@boolean
element resourceParameterBinding tResourceParameterBinding
type tResourceParameterBinding from tBaseElement : expression | parameterRef!=@QName
element resourceRole tResourceRole
type tResourceRole from tBaseElement : ( resourceRef=@QName resourceParameterBinding* ) / resourceAssignmentExpression? | name=@string
element rootElement tRootElement
type tRootElement abstract from tBaseElement
element scriptTask tScriptTask for flowElement
type tScriptTask from tTask : script? | scriptFormat=@string
element script tScript
type tScript mixed : <any>?
element sendTask tSendTask for flowElement
type tSendTask from tTask | implementation=tImplementation messageRef=@QName operationRef=@QName
element sequenceFlow tSequenceFlow for flowElement
type tSequenceFlow from tFlowElement : conditionExpression=tExpression? | sourceRef!=@IDREF targetRef!=@IDREF isImmediate=@boolean
element serviceTask tServiceTask for flowElement
type tServiceTask from tTask | implementation=tImplementation operationRef=@QName
element signal tSignal for rootElement
type tSignal from tRootElement | name=@string structureRef=@QName
element signalEventDefinition tSignalEventDefinition for eventDefinition
type tSignalEventDefinition from tEventDefinition | signalRef=@QName
element standardLoopCharacteristics tStandardLoopCharacteristics for loopCharacteristics
type tStandardLoopCharacteristics from tLoopCharacteristics : loopCondition=tExpression? | testBefore=@boolean loopMaximum=@integer
element startEvent tStartEvent for flowElement
type tStartEvent from tCatchEvent | isInterrupting=@boolean
element subChoreography tSubChoreography for flowElement
type tSubChoreography from tChoreographyActivity : flowElement* artifact*
element subConversation tSubConversation for conversationNode
type tSubConversation from tConversationNode : conversationNode*
element subProcess tSubProcess for flowElement
type tSubProcess from tActivity : laneSet* flowElement* artifact* | triggeredByEvent=@boolean
element task tTask for flowElement
type tTask from tActivity
element terminateEventDefinition tTerminateEventDefinition for eventDefinition
type tTerminateEventDefinition from tEventDefinition
element textAnnotation tTextAnnotation for artifact
type tTextAnnotation from tArtifact : text? | textFormat=@string
element text tText
type tText mixed : <any>?
element throwEvent tThrowEvent
type tThrowEvent abstract from tEvent : dataInput* dataInputAssociation* inputSet? eventDefinition* eventDefinitionRef=@QName*
element timerEventDefinition tTimerEventDefinition for eventDefinition
type tTimerEventDefinition from tEventDefinition : timeDate=tExpression? / timeDuration=tExpression? / timeCycle=tExpression?
element transaction tTransaction for flowElement
type tTransaction from tSubProcess | method=tTransactionMethod
text tTransactionMethod
element userTask tUserTask for flowElement
type tUserTask from tTask : rendering* | implementation=tImplementation
element definitions tDefinitions
type tDefinitions : import* extension* rootElement* bpmndi:BPMNDiagram* relationship* | id=@ID name=@string targetNamespace!=@anyURI expressionLanguage=@anyURI typeLanguage=@anyURI exporter=@string exporterVersion=@string *
element import tImport
type tImport | namespace!=@anyURI location!=@string importType!=@anyURI
element bpmndi:BPMNDiagram bpmndi:BPMNDiagram
element bpmndi:BPMNPlane bpmndi:BPMNPlane
element bpmndi:BPMNLabelStyle bpmndi:BPMNLabelStyle
element bpmndi:BPMNShape bpmndi:BPMNShape for di:DiagramElement
element bpmndi:BPMNLabel bpmndi:BPMNLabel
element bpmndi:BPMNEdge bpmndi:BPMNEdge for di:DiagramElement
type bpmndi:BPMNDiagram from di:Diagram : bpmndi:BPMNPlane bpmndi:BPMNLabelStyle*
type bpmndi:BPMNPlane from di:Plane | bpmnElement=@QName
type bpmndi:BPMNEdge from di:LabeledEdge : bpmndi:BPMNLabel? | bpmnElement=@QName sourceElement=@QName targetElement=@QName messageVisibleKind=bpmndi:MessageVisibleKind
type bpmndi:BPMNShape from di:LabeledShape : bpmndi:BPMNLabel? | bpmnElement=@QName isHorizontal=@boolean isExpanded=@boolean isMarkerVisible=@boolean isMessageVisible=@boolean participantBandKind=bpmndi:ParticipantBandKind choreographyActivityShape=@QName
type bpmndi:BPMNLabel from di:Label | labelStyle=@QName
type bpmndi:BPMNLabelStyle from di:Style : dc:Font
enum bpmndi:ParticipantBandKind top_initiating, middle_initiating, bottom_initiating, top_non_initiating, middle_non_initiating, bottom_non_initiating
enum bpmndi:MessageVisibleKind initiating, non_initiating
element di:DiagramElement di:DiagramElement
element di:Diagram di:Diagram
element di:Style di:Style
element di:Node di:Node
element di:Edge di:Edge
element di:Shape di:Shape
element di:Plane di:Plane
element di:LabeledEdge di:LabeledEdge
element di:Label di:Label
element di:LabeledShape di:LabeledShape
type di:DiagramElement.extension : <other strict>*
type di:DiagramElement abstract : di:extension=di:DiagramElement.extension? | id=@ID *
type di:Diagram abstract | name=@string documentation=@string resolution=@double id=@ID
type di:Node abstract from di:DiagramElement
type di:Edge abstract from di:DiagramElement : di:waypoint=dc:Point+2
type di:LabeledEdge abstract from di:Edge
type di:Shape abstract from di:Node : dc:Bounds
type di:LabeledShape abstract from di:Shape
type di:Label abstract from di:Node : dc:Bounds?
type di:Plane abstract from di:Node : di:DiagramElement*
type di:Style abstract | id=@ID
element dc:Font dc:Font
element dc:Point dc:Point
element dc:Bounds dc:Bounds
type dc:Font | name=@string size=@double isBold=@boolean isItalic=@boolean isUnderline=@boolean isStrikeThrough=@boolean
type dc:Point | x!=@double y!=@double
type dc:Bounds | x!=@double y!=@double width!=@double height!=@double
`;
