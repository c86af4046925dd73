<%@ page session="false" isErrorPage="true" contentType="text/plain; charset=UTF-8" %>sorry
