<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru">
  <context>
    <name>errors</name>
    <message>
      <source>Call the person who looks after the till</source>
      <translation>Позовите того, кто обслуживает кассу</translation>
    </message>
    <message>
      <source>Digits with at most {decimals} decimals, up to {maximum}, are allowed</source>
      <translation>Можно: цифры, не больше {decimals} знаков после запятой, не больше {maximum}</translation>
    </message>
    <message>
      <source>Remove the line instead</source>
      <translation>Чтобы убрать товар, удалите строку</translation>
    </message>
    <message>
      <source>Something outside the till went wrong</source>
      <translation>Что-то случилось вне кассы</translation>
    </message>
    <message>
      <source>The quantity must be more than zero</source>
      <translation>Количество должно быть больше нуля</translation>
    </message>
    <message>
      <source>Type a whole number of pieces</source>
      <translation>Введите целое число штук</translation>
    </message>
    <message>
      <source>“{name}” is sold by the piece: {value} is not a whole number</source>
      <translation>«{name}» продаётся поштучно: {value} — не целое число</translation>
    </message>
    <message>
      <source>“{value}” is not a number that fits here</source>
      <translation>«{value}» — не подходящее число</translation>
    </message>
  </context>
  <context>
    <name>points</name>
    <message numerus="yes">
      <source>%n point(s)</source>
      <translation>
        <numerusform>%n балл</numerusform>
        <numerusform>%n балла</numerusform>
        <numerusform>%n баллов</numerusform>
      </translation>
    </message>
  </context>
</TS>
