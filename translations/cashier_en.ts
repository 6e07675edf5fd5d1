<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
  <context>
    <name>errors</name>
    <message>
      <source>Call the person who looks after the till</source>
      <translation>Call the person who looks after the till</translation>
    </message>
    <message>
      <source>Digits with at most {decimals} decimals, up to {maximum}, are allowed</source>
      <translation>Digits with at most {decimals} decimals, up to {maximum}, are allowed</translation>
    </message>
    <message>
      <source>Remove the line instead</source>
      <translation>Remove the line instead</translation>
    </message>
    <message>
      <source>Something outside the till went wrong</source>
      <translation>Something outside the till went wrong</translation>
    </message>
    <message>
      <source>The quantity must be more than zero</source>
      <translation>The quantity must be more than zero</translation>
    </message>
    <message>
      <source>Type a whole number of pieces</source>
      <translation>Type a whole number of pieces</translation>
    </message>
    <message>
      <source>“{name}” is sold by the piece: {value} is not a whole number</source>
      <translation>“{name}” is sold by the piece: {value} is not a whole number</translation>
    </message>
    <message>
      <source>“{value}” is not a number that fits here</source>
      <translation>“{value}” is not a number that fits here</translation>
    </message>
  </context>
  <context>
    <name>points</name>
    <message numerus="yes">
      <source>%n point(s)</source>
      <translation>
        <numerusform>%n point</numerusform>
        <numerusform>%n points</numerusform>
      </translation>
    </message>
  </context>
</TS>
