package dev.airelay.local.stream;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.Record;

/// Records as DynamoDB gives them, as Lambda hands them to a function.
final class StreamEvents {
    private StreamEvents() {}

    static DynamodbEvent of(List<Record> records, String stream) {
        var event = new DynamodbEvent();
        event.setRecords(records.stream().map(one -> record(one, stream)).toList());
        return event;
    }

    private static DynamodbStreamRecord record(Record record, String stream) {
        var content =
                new StreamRecord()
                        .withKeys(attributes(record.dynamodb().keys()))
                        .withNewImage(attributes(record.dynamodb().newImage()))
                        .withSequenceNumber(record.dynamodb().sequenceNumber())
                        .withSizeBytes(record.dynamodb().sizeBytes());
        var handed = new DynamodbStreamRecord();
        handed.setEventID(record.eventID());
        handed.setEventName(record.eventNameAsString());
        handed.setEventSource(record.eventSource());
        handed.setEventSourceARN(stream);
        handed.setEventVersion(record.eventVersion());
        handed.setAwsRegion(record.awsRegion());
        handed.setDynamodb(content);
        return handed;
    }

    private static Map<String, AttributeValue> attributes(
            Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> values) {
        var attributes = new HashMap<String, AttributeValue>();
        values.forEach((name, value) -> attributes.put(name, attribute(value)));
        return attributes;
    }

    private static AttributeValue attribute(
            software.amazon.awssdk.services.dynamodb.model.AttributeValue value) {
        var attribute = new AttributeValue();
        switch (value.type()) {
            case S -> attribute.setS(value.s());
            case N -> attribute.setN(value.n());
            case BOOL -> attribute.setBOOL(value.bool());
            case SS -> attribute.setSS(value.ss());
            case NS -> attribute.setNS(value.ns());
            case B -> attribute.setB(value.b().asByteBuffer());
            case BS -> attribute.setBS(value.bs().stream().map(SdkBytes::asByteBuffer).toList());
            case NUL -> attribute.setNULL(true);
            case L -> attribute.setL(value.l().stream().map(StreamEvents::attribute).toList());
            case M -> attribute.setM(attributes(value.m()));
            default -> throw new IllegalStateException("a value of an unknown kind");
        }
        return attribute;
    }
}
